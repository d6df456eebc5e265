import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  productTools
} from "./chunk-PULPZ2EI.js";
import "./chunk-ILI5LHXY.js";
import "./chunk-RQSBLVGC.js";
import "./chunk-XZKNEUXK.js";
import "./chunk-5N3QS5HH.js";
export {
  productTools
};
