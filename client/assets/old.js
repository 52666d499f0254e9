// For browsers too old for modules: says so. Written in the JavaScript of 1999 on purpose.
document.addEventListener("DOMContentLoaded", function () {
  document.getElementById("starting").style.display = "none";
  document.getElementById("unsupported").removeAttribute("hidden");
});
