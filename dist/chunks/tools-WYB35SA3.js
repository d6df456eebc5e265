import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  productTools
} from "./chunk-YJ4A2M4Y.js";
import "./chunk-NZW6EA6Y.js";
import "./chunk-JCXJHUAG.js";
import "./chunk-H66IB2LU.js";
import "./chunk-XZKNEUXK.js";
import "./chunk-5N3QS5HH.js";
export {
  productTools
};
