import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  productTools
} from "./chunk-BL4L5DVD.js";
import "./chunk-NZW6EA6Y.js";
import "./chunk-4YDL6DIG.js";
import "./chunk-75PXF5QH.js";
import "./chunk-XZKNEUXK.js";
import "./chunk-5N3QS5HH.js";
export {
  productTools
};
