import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  productTools
} from "./chunk-Q3FIT44M.js";
import "./chunk-ILI5LHXY.js";
import "./chunk-VCOIEVYZ.js";
import "./chunk-3ILYUGRL.js";
import "./chunk-XZKNEUXK.js";
import "./chunk-5N3QS5HH.js";
export {
  productTools
};
