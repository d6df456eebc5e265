import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  productTools
} from "./chunk-EVQG2UC2.js";
import "./chunk-YYYFAXCQ.js";
import "./chunk-MY77EXL4.js";
import "./chunk-XZKNEUXK.js";
import "./chunk-5N3QS5HH.js";
export {
  productTools
};
