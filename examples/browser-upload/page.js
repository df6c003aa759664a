import { uploadPicture } from "./upload-picture.js";

const form = document.querySelector("form");
const status = document.querySelector("[role=status]");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { service, token, picture } = Object.fromEntries(new FormData(form));
  status.textContent = "On its way …";
  try {
    const image = await uploadPicture(service, token, picture);
    const img = new Image();
    img.alt = picture.name;
    img.src = `${service}/images/${image.id}/transformation?w=640`;
    status.replaceChildren(img);
  } catch (error) {
    status.textContent = error.message;
  }
});
