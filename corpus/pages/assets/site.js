/* Folder accordion-afsnit ind og ud. Uden JavaScript står alle afsnit åbne. */
document.querySelectorAll('button[aria-expanded]').forEach(function (knap) {
  var panel = document.getElementById(knap.getAttribute('aria-controls'));
  if (!panel) return;
  function vis(aaben) {
    knap.setAttribute('aria-expanded', String(aaben));
    panel.hidden = !aaben;
  }
  vis(location.hash === '#' + panel.id);
  knap.addEventListener('click', function () {
    vis(knap.getAttribute('aria-expanded') !== 'true');
  });
});
document.querySelectorAll('#cookie-banner button').forEach(function (knap) {
  knap.addEventListener('click', function () {
    document.getElementById('cookie-banner').hidden = true;
  });
});
