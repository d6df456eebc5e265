import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  productTools
} from "./chunk-DNLJJBUG.js";
import "./chunk-NZW6EA6Y.js";
import "./chunk-FGRVYK3N.js";
import "./chunk-XZKNEUXK.js";
import "./chunk-5N3QS5HH.js";
export {
  productTools
};
