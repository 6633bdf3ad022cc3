import { render } from "preact";
import { follow } from "./address";
import { App } from "./app";
import "./page.css";

follow();
const place = document.getElementById("page");
if (place) render(<App />, place);
