# Writes the bytes of INPUT as a C array into OUTPUT: cmake -DINPUT=... -DOUTPUT=... -DNAME=... -P embed.cmake
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(................................................................................)" "\\1\n"
  bytes "${bytes}")
file(WRITE ${OUTPUT} "#include \"embedded.h\"\n\nconst unsigned char ${NAME}[] = {\n${bytes}0};\n")
