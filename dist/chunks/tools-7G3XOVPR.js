import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  productTools
} from "./chunk-BKAI3Z2Q.js";
import "./chunk-NZW6EA6Y.js";
import "./chunk-YGSBANY7.js";
import "./chunk-5N3QS5HH.js";
export {
  productTools
};
