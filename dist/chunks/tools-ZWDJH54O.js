import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  productTools
} from "./chunk-GN7H64RY.js";
import "./chunk-NZW6EA6Y.js";
import "./chunk-2LDOSIIR.js";
import "./chunk-5N3QS5HH.js";
export {
  productTools
};
