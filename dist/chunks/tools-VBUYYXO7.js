import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  productTools
} from "./chunk-MFSG2WBL.js";
import "./chunk-NZW6EA6Y.js";
import "./chunk-VCOIEVYZ.js";
import "./chunk-3ILYUGRL.js";
import "./chunk-XZKNEUXK.js";
import "./chunk-5N3QS5HH.js";
export {
  productTools
};
