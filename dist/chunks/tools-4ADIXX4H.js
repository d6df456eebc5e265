import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  productTools
} from "./chunk-VVJJUFBO.js";
import "./chunk-2KGWEIDN.js";
import "./chunk-NAPLQK46.js";
import "./chunk-XZKNEUXK.js";
import "./chunk-5N3QS5HH.js";
export {
  productTools
};
