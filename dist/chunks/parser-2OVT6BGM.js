import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  decode
} from "./chunk-XZKNEUXK.js";
import "./chunk-5N3QS5HH.js";

// node_modules/web-tree-sitter/tree-sitter.js
var __defProp = Object.defineProperty;
var __name = (target, value) => __defProp(target, "name", { value, configurable: true });
var SIZE_OF_SHORT = 2;
var SIZE_OF_INT = 4;
var SIZE_OF_CURSOR = 4 * SIZE_OF_INT;
var SIZE_OF_NODE = 5 * SIZE_OF_INT;
var SIZE_OF_POINT = 2 * SIZE_OF_INT;
var SIZE_OF_RANGE = 2 * SIZE_OF_INT + 2 * SIZE_OF_POINT;
var ZERO_POINT = { row: 0, column: 0 };
var INTERNAL = /* @__PURE__ */ Symbol("INTERNAL");
function assertInternal(x) {
  if (x !== INTERNAL) throw new Error("Illegal constructor");
}
__name(assertInternal, "assertInternal");
function isPoint(point) {
  return !!point && typeof point.row === "number" && typeof point.column === "number";
}
__name(isPoint, "isPoint");
function setModule(module2) {
  C = module2;
}
__name(setModule, "setModule");
var C;
var LookaheadIterator = class {
  static {
    __name(this, "LookaheadIterator");
  }
  /** @internal */
  [0] = 0;
  // Internal handle for WASM
  /** @internal */
  language;
  /** @internal */
  constructor(internal, address, language) {
    assertInternal(internal);
    this[0] = address;
    this.language = language;
  }
  /** Get the current symbol of the lookahead iterator. */
  get currentTypeId() {
    return C._ts_lookahead_iterator_current_symbol(this[0]);
  }
  /** Get the current symbol name of the lookahead iterator. */
  get currentType() {
    return this.language.types[this.currentTypeId] || "ERROR";
  }
  /** Delete the lookahead iterator, freeing its resources. */
  delete() {
    C._ts_lookahead_iterator_delete(this[0]);
    this[0] = 0;
  }
  /**
   * Reset the lookahead iterator.
   *
   * This returns `true` if the language was set successfully and `false`
   * otherwise.
   */
  reset(language, stateId) {
    if (C._ts_lookahead_iterator_reset(this[0], language[0], stateId)) {
      this.language = language;
      return true;
    }
    return false;
  }
  /**
   * Reset the lookahead iterator to another state.
   *
   * This returns `true` if the iterator was reset to the given state and
   * `false` otherwise.
   */
  resetState(stateId) {
    return Boolean(C._ts_lookahead_iterator_reset_state(this[0], stateId));
  }
  /**
   * Returns an iterator that iterates over the symbols of the lookahead iterator.
   *
   * The iterator will yield the current symbol name as a string for each step
   * until there are no more symbols to iterate over.
   */
  [Symbol.iterator]() {
    return {
      next: /* @__PURE__ */ __name(() => {
        if (C._ts_lookahead_iterator_next(this[0])) {
          return { done: false, value: this.currentType };
        }
        return { done: true, value: "" };
      }, "next")
    };
  }
};
function getText(tree, startIndex, endIndex, startPosition) {
  const length = endIndex - startIndex;
  let result = tree.textCallback(startIndex, startPosition);
  if (result) {
    startIndex += result.length;
    while (startIndex < endIndex) {
      const string2 = tree.textCallback(startIndex, startPosition);
      if (string2 && string2.length > 0) {
        startIndex += string2.length;
        result += string2;
      } else {
        break;
      }
    }
    if (startIndex > endIndex) {
      result = result.slice(0, length);
    }
  }
  return result ?? "";
}
__name(getText, "getText");
var Tree = class _Tree {
  static {
    __name(this, "Tree");
  }
  /** @internal */
  [0] = 0;
  // Internal handle for WASM
  /** @internal */
  textCallback;
  /** The language that was used to parse the syntax tree. */
  language;
  /** @internal */
  constructor(internal, address, language, textCallback) {
    assertInternal(internal);
    this[0] = address;
    this.language = language;
    this.textCallback = textCallback;
  }
  /** Create a shallow copy of the syntax tree. This is very fast. */
  copy() {
    const address = C._ts_tree_copy(this[0]);
    return new _Tree(INTERNAL, address, this.language, this.textCallback);
  }
  /** Delete the syntax tree, freeing its resources. */
  delete() {
    C._ts_tree_delete(this[0]);
    this[0] = 0;
  }
  /** Get the root node of the syntax tree. */
  get rootNode() {
    C._ts_tree_root_node_wasm(this[0]);
    return unmarshalNode(this);
  }
  /**
   * Get the root node of the syntax tree, but with its position shifted
   * forward by the given offset.
   */
  rootNodeWithOffset(offsetBytes, offsetExtent) {
    const address = TRANSFER_BUFFER + SIZE_OF_NODE;
    C.setValue(address, offsetBytes, "i32");
    marshalPoint(address + SIZE_OF_INT, offsetExtent);
    C._ts_tree_root_node_with_offset_wasm(this[0]);
    return unmarshalNode(this);
  }
  /**
   * Edit the syntax tree to keep it in sync with source code that has been
   * edited.
   *
   * You must describe the edit both in terms of byte offsets and in terms of
   * row/column coordinates.
   */
  edit(edit) {
    marshalEdit(edit);
    C._ts_tree_edit_wasm(this[0]);
  }
  /** Create a new {@link TreeCursor} starting from the root of the tree. */
  walk() {
    return this.rootNode.walk();
  }
  /**
   * Compare this old edited syntax tree to a new syntax tree representing
   * the same document, returning a sequence of ranges whose syntactic
   * structure has changed.
   *
   * For this to work correctly, this syntax tree must have been edited such
   * that its ranges match up to the new tree. Generally, you'll want to
   * call this method right after calling one of the [`Parser::parse`]
   * functions. Call it on the old tree that was passed to parse, and
   * pass the new tree that was returned from `parse`.
   */
  getChangedRanges(other) {
    if (!(other instanceof _Tree)) {
      throw new TypeError("Argument must be a Tree");
    }
    C._ts_tree_get_changed_ranges_wasm(this[0], other[0]);
    const count = C.getValue(TRANSFER_BUFFER, "i32");
    const buffer = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
    const result = new Array(count);
    if (count > 0) {
      let address = buffer;
      for (let i2 = 0; i2 < count; i2++) {
        result[i2] = unmarshalRange(address);
        address += SIZE_OF_RANGE;
      }
      C._free(buffer);
    }
    return result;
  }
  /** Get the included ranges that were used to parse the syntax tree. */
  getIncludedRanges() {
    C._ts_tree_included_ranges_wasm(this[0]);
    const count = C.getValue(TRANSFER_BUFFER, "i32");
    const buffer = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
    const result = new Array(count);
    if (count > 0) {
      let address = buffer;
      for (let i2 = 0; i2 < count; i2++) {
        result[i2] = unmarshalRange(address);
        address += SIZE_OF_RANGE;
      }
      C._free(buffer);
    }
    return result;
  }
};
var TreeCursor = class _TreeCursor {
  static {
    __name(this, "TreeCursor");
  }
  /** @internal */
  // @ts-expect-error: never read
  [0] = 0;
  // Internal handle for Wasm
  /** @internal */
  // @ts-expect-error: never read
  [1] = 0;
  // Internal handle for Wasm
  /** @internal */
  // @ts-expect-error: never read
  [2] = 0;
  // Internal handle for Wasm
  /** @internal */
  // @ts-expect-error: never read
  [3] = 0;
  // Internal handle for Wasm
  /** @internal */
  tree;
  /** @internal */
  constructor(internal, tree) {
    assertInternal(internal);
    this.tree = tree;
    unmarshalTreeCursor(this);
  }
  /** Creates a deep copy of the tree cursor. This allocates new memory. */
  copy() {
    const copy = new _TreeCursor(INTERNAL, this.tree);
    C._ts_tree_cursor_copy_wasm(this.tree[0]);
    unmarshalTreeCursor(copy);
    return copy;
  }
  /** Delete the tree cursor, freeing its resources. */
  delete() {
    marshalTreeCursor(this);
    C._ts_tree_cursor_delete_wasm(this.tree[0]);
    this[0] = this[1] = this[2] = 0;
  }
  /** Get the tree cursor's current {@link Node}. */
  get currentNode() {
    marshalTreeCursor(this);
    C._ts_tree_cursor_current_node_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /**
   * Get the numerical field id of this tree cursor's current node.
   *
   * See also {@link TreeCursor#currentFieldName}.
   */
  get currentFieldId() {
    marshalTreeCursor(this);
    return C._ts_tree_cursor_current_field_id_wasm(this.tree[0]);
  }
  /** Get the field name of this tree cursor's current node. */
  get currentFieldName() {
    return this.tree.language.fields[this.currentFieldId];
  }
  /**
   * Get the depth of the cursor's current node relative to the original
   * node that the cursor was constructed with.
   */
  get currentDepth() {
    marshalTreeCursor(this);
    return C._ts_tree_cursor_current_depth_wasm(this.tree[0]);
  }
  /**
   * Get the index of the cursor's current node out of all of the
   * descendants of the original node that the cursor was constructed with.
   */
  get currentDescendantIndex() {
    marshalTreeCursor(this);
    return C._ts_tree_cursor_current_descendant_index_wasm(this.tree[0]);
  }
  /** Get the type of the cursor's current node. */
  get nodeType() {
    return this.tree.language.types[this.nodeTypeId] || "ERROR";
  }
  /** Get the type id of the cursor's current node. */
  get nodeTypeId() {
    marshalTreeCursor(this);
    return C._ts_tree_cursor_current_node_type_id_wasm(this.tree[0]);
  }
  /** Get the state id of the cursor's current node. */
  get nodeStateId() {
    marshalTreeCursor(this);
    return C._ts_tree_cursor_current_node_state_id_wasm(this.tree[0]);
  }
  /** Get the id of the cursor's current node. */
  get nodeId() {
    marshalTreeCursor(this);
    return C._ts_tree_cursor_current_node_id_wasm(this.tree[0]);
  }
  /**
   * Check if the cursor's current node is *named*.
   *
   * Named nodes correspond to named rules in the grammar, whereas
   * *anonymous* nodes correspond to string literals in the grammar.
   */
  get nodeIsNamed() {
    marshalTreeCursor(this);
    return C._ts_tree_cursor_current_node_is_named_wasm(this.tree[0]) === 1;
  }
  /**
   * Check if the cursor's current node is *missing*.
   *
   * Missing nodes are inserted by the parser in order to recover from
   * certain kinds of syntax errors.
   */
  get nodeIsMissing() {
    marshalTreeCursor(this);
    return C._ts_tree_cursor_current_node_is_missing_wasm(this.tree[0]) === 1;
  }
  /** Get the string content of the cursor's current node. */
  get nodeText() {
    marshalTreeCursor(this);
    const startIndex = C._ts_tree_cursor_start_index_wasm(this.tree[0]);
    const endIndex = C._ts_tree_cursor_end_index_wasm(this.tree[0]);
    C._ts_tree_cursor_start_position_wasm(this.tree[0]);
    const startPosition = unmarshalPoint(TRANSFER_BUFFER);
    return getText(this.tree, startIndex, endIndex, startPosition);
  }
  /** Get the start position of the cursor's current node. */
  get startPosition() {
    marshalTreeCursor(this);
    C._ts_tree_cursor_start_position_wasm(this.tree[0]);
    return unmarshalPoint(TRANSFER_BUFFER);
  }
  /** Get the end position of the cursor's current node. */
  get endPosition() {
    marshalTreeCursor(this);
    C._ts_tree_cursor_end_position_wasm(this.tree[0]);
    return unmarshalPoint(TRANSFER_BUFFER);
  }
  /** Get the start index of the cursor's current node. */
  get startIndex() {
    marshalTreeCursor(this);
    return C._ts_tree_cursor_start_index_wasm(this.tree[0]);
  }
  /** Get the end index of the cursor's current node. */
  get endIndex() {
    marshalTreeCursor(this);
    return C._ts_tree_cursor_end_index_wasm(this.tree[0]);
  }
  /**
   * Move this cursor to the first child of its current node.
   *
   * This returns `true` if the cursor successfully moved, and returns
   * `false` if there were no children.
   */
  gotoFirstChild() {
    marshalTreeCursor(this);
    const result = C._ts_tree_cursor_goto_first_child_wasm(this.tree[0]);
    unmarshalTreeCursor(this);
    return result === 1;
  }
  /**
   * Move this cursor to the last child of its current node.
   *
   * This returns `true` if the cursor successfully moved, and returns
   * `false` if there were no children.
   *
   * Note that this function may be slower than
   * {@link TreeCursor#gotoFirstChild} because it needs to
   * iterate through all the children to compute the child's position.
   */
  gotoLastChild() {
    marshalTreeCursor(this);
    const result = C._ts_tree_cursor_goto_last_child_wasm(this.tree[0]);
    unmarshalTreeCursor(this);
    return result === 1;
  }
  /**
   * Move this cursor to the parent of its current node.
   *
   * This returns `true` if the cursor successfully moved, and returns
   * `false` if there was no parent node (the cursor was already on the
   * root node).
   *
   * Note that the node the cursor was constructed with is considered the root
   * of the cursor, and the cursor cannot walk outside this node.
   */
  gotoParent() {
    marshalTreeCursor(this);
    const result = C._ts_tree_cursor_goto_parent_wasm(this.tree[0]);
    unmarshalTreeCursor(this);
    return result === 1;
  }
  /**
   * Move this cursor to the next sibling of its current node.
   *
   * This returns `true` if the cursor successfully moved, and returns
   * `false` if there was no next sibling node.
   *
   * Note that the node the cursor was constructed with is considered the root
   * of the cursor, and the cursor cannot walk outside this node.
   */
  gotoNextSibling() {
    marshalTreeCursor(this);
    const result = C._ts_tree_cursor_goto_next_sibling_wasm(this.tree[0]);
    unmarshalTreeCursor(this);
    return result === 1;
  }
  /**
   * Move this cursor to the previous sibling of its current node.
   *
   * This returns `true` if the cursor successfully moved, and returns
   * `false` if there was no previous sibling node.
   *
   * Note that this function may be slower than
   * {@link TreeCursor#gotoNextSibling} due to how node
   * positions are stored. In the worst case, this will need to iterate
   * through all the children up to the previous sibling node to recalculate
   * its position. Also note that the node the cursor was constructed with is
   * considered the root of the cursor, and the cursor cannot walk outside this node.
   */
  gotoPreviousSibling() {
    marshalTreeCursor(this);
    const result = C._ts_tree_cursor_goto_previous_sibling_wasm(this.tree[0]);
    unmarshalTreeCursor(this);
    return result === 1;
  }
  /**
   * Move the cursor to the node that is the nth descendant of
   * the original node that the cursor was constructed with, where
   * zero represents the original node itself.
   */
  gotoDescendant(goalDescendantIndex) {
    marshalTreeCursor(this);
    C._ts_tree_cursor_goto_descendant_wasm(this.tree[0], goalDescendantIndex);
    unmarshalTreeCursor(this);
  }
  /**
   * Move this cursor to the first child of its current node that contains or
   * starts after the given byte offset.
   *
   * This returns `true` if the cursor successfully moved to a child node, and returns
   * `false` if no such child was found.
   */
  gotoFirstChildForIndex(goalIndex) {
    marshalTreeCursor(this);
    C.setValue(TRANSFER_BUFFER + SIZE_OF_CURSOR, goalIndex, "i32");
    const result = C._ts_tree_cursor_goto_first_child_for_index_wasm(this.tree[0]);
    unmarshalTreeCursor(this);
    return result === 1;
  }
  /**
   * Move this cursor to the first child of its current node that contains or
   * starts after the given byte offset.
   *
   * This returns the index of the child node if one was found, and returns
   * `null` if no such child was found.
   */
  gotoFirstChildForPosition(goalPosition) {
    marshalTreeCursor(this);
    marshalPoint(TRANSFER_BUFFER + SIZE_OF_CURSOR, goalPosition);
    const result = C._ts_tree_cursor_goto_first_child_for_position_wasm(this.tree[0]);
    unmarshalTreeCursor(this);
    return result === 1;
  }
  /**
   * Re-initialize this tree cursor to start at the original node that the
   * cursor was constructed with.
   */
  reset(node) {
    marshalNode(node);
    marshalTreeCursor(this, TRANSFER_BUFFER + SIZE_OF_NODE);
    C._ts_tree_cursor_reset_wasm(this.tree[0]);
    unmarshalTreeCursor(this);
  }
  /**
   * Re-initialize a tree cursor to the same position as another cursor.
   *
   * Unlike {@link TreeCursor#reset}, this will not lose parent
   * information and allows reusing already created cursors.
   */
  resetTo(cursor) {
    marshalTreeCursor(this, TRANSFER_BUFFER);
    marshalTreeCursor(cursor, TRANSFER_BUFFER + SIZE_OF_CURSOR);
    C._ts_tree_cursor_reset_to_wasm(this.tree[0], cursor.tree[0]);
    unmarshalTreeCursor(this);
  }
};
var Node = class {
  static {
    __name(this, "Node");
  }
  /** @internal */
  // @ts-expect-error: never read
  [0] = 0;
  // Internal handle for Wasm
  /** @internal */
  _children;
  /** @internal */
  _namedChildren;
  /** @internal */
  constructor(internal, {
    id,
    tree,
    startIndex,
    startPosition,
    other
  }) {
    assertInternal(internal);
    this[0] = other;
    this.id = id;
    this.tree = tree;
    this.startIndex = startIndex;
    this.startPosition = startPosition;
  }
  /**
   * The numeric id for this node that is unique.
   *
   * Within a given syntax tree, no two nodes have the same id. However:
   *
   * * If a new tree is created based on an older tree, and a node from the old tree is reused in
   *   the process, then that node will have the same id in both trees.
   *
   * * A node not marked as having changes does not guarantee it was reused.
   *
   * * If a node is marked as having changed in the old tree, it will not be reused.
   */
  id;
  /** The byte index where this node starts. */
  startIndex;
  /** The position where this node starts. */
  startPosition;
  /** The tree that this node belongs to. */
  tree;
  /** Get this node's type as a numerical id. */
  get typeId() {
    marshalNode(this);
    return C._ts_node_symbol_wasm(this.tree[0]);
  }
  /**
   * Get the node's type as a numerical id as it appears in the grammar,
   * ignoring aliases.
   */
  get grammarId() {
    marshalNode(this);
    return C._ts_node_grammar_symbol_wasm(this.tree[0]);
  }
  /** Get this node's type as a string. */
  get type() {
    return this.tree.language.types[this.typeId] || "ERROR";
  }
  /**
   * Get this node's symbol name as it appears in the grammar, ignoring
   * aliases as a string.
   */
  get grammarType() {
    return this.tree.language.types[this.grammarId] || "ERROR";
  }
  /**
   * Check if this node is *named*.
   *
   * Named nodes correspond to named rules in the grammar, whereas
   * *anonymous* nodes correspond to string literals in the grammar.
   */
  get isNamed() {
    marshalNode(this);
    return C._ts_node_is_named_wasm(this.tree[0]) === 1;
  }
  /**
   * Check if this node is *extra*.
   *
   * Extra nodes represent things like comments, which are not required
   * by the grammar, but can appear anywhere.
   */
  get isExtra() {
    marshalNode(this);
    return C._ts_node_is_extra_wasm(this.tree[0]) === 1;
  }
  /**
   * Check if this node represents a syntax error.
   *
   * Syntax errors represent parts of the code that could not be incorporated
   * into a valid syntax tree.
   */
  get isError() {
    marshalNode(this);
    return C._ts_node_is_error_wasm(this.tree[0]) === 1;
  }
  /**
   * Check if this node is *missing*.
   *
   * Missing nodes are inserted by the parser in order to recover from
   * certain kinds of syntax errors.
   */
  get isMissing() {
    marshalNode(this);
    return C._ts_node_is_missing_wasm(this.tree[0]) === 1;
  }
  /** Check if this node has been edited. */
  get hasChanges() {
    marshalNode(this);
    return C._ts_node_has_changes_wasm(this.tree[0]) === 1;
  }
  /**
   * Check if this node represents a syntax error or contains any syntax
   * errors anywhere within it.
   */
  get hasError() {
    marshalNode(this);
    return C._ts_node_has_error_wasm(this.tree[0]) === 1;
  }
  /** Get the byte index where this node ends. */
  get endIndex() {
    marshalNode(this);
    return C._ts_node_end_index_wasm(this.tree[0]);
  }
  /** Get the position where this node ends. */
  get endPosition() {
    marshalNode(this);
    C._ts_node_end_point_wasm(this.tree[0]);
    return unmarshalPoint(TRANSFER_BUFFER);
  }
  /** Get the string content of this node. */
  get text() {
    return getText(this.tree, this.startIndex, this.endIndex, this.startPosition);
  }
  /** Get this node's parse state. */
  get parseState() {
    marshalNode(this);
    return C._ts_node_parse_state_wasm(this.tree[0]);
  }
  /** Get the parse state after this node. */
  get nextParseState() {
    marshalNode(this);
    return C._ts_node_next_parse_state_wasm(this.tree[0]);
  }
  /** Check if this node is equal to another node. */
  equals(other) {
    return this.tree === other.tree && this.id === other.id;
  }
  /**
   * Get the node's child at the given index, where zero represents the first child.
   *
   * This method is fairly fast, but its cost is technically log(n), so if
   * you might be iterating over a long list of children, you should use
   * {@link Node#children} instead.
   */
  child(index) {
    marshalNode(this);
    C._ts_node_child_wasm(this.tree[0], index);
    return unmarshalNode(this.tree);
  }
  /**
   * Get this node's *named* child at the given index.
   *
   * See also {@link Node#isNamed}.
   * This method is fairly fast, but its cost is technically log(n), so if
   * you might be iterating over a long list of children, you should use
   * {@link Node#namedChildren} instead.
   */
  namedChild(index) {
    marshalNode(this);
    C._ts_node_named_child_wasm(this.tree[0], index);
    return unmarshalNode(this.tree);
  }
  /**
   * Get this node's child with the given numerical field id.
   *
   * See also {@link Node#childForFieldName}. You can
   * convert a field name to an id using {@link Language#fieldIdForName}.
   */
  childForFieldId(fieldId) {
    marshalNode(this);
    C._ts_node_child_by_field_id_wasm(this.tree[0], fieldId);
    return unmarshalNode(this.tree);
  }
  /**
   * Get the first child with the given field name.
   *
   * If multiple children may have the same field name, access them using
   * {@link Node#childrenForFieldName}.
   */
  childForFieldName(fieldName) {
    const fieldId = this.tree.language.fields.indexOf(fieldName);
    if (fieldId !== -1) return this.childForFieldId(fieldId);
    return null;
  }
  /** Get the field name of this node's child at the given index. */
  fieldNameForChild(index) {
    marshalNode(this);
    const address = C._ts_node_field_name_for_child_wasm(this.tree[0], index);
    if (!address) return null;
    return C.AsciiToString(address);
  }
  /** Get the field name of this node's named child at the given index. */
  fieldNameForNamedChild(index) {
    marshalNode(this);
    const address = C._ts_node_field_name_for_named_child_wasm(this.tree[0], index);
    if (!address) return null;
    return C.AsciiToString(address);
  }
  /**
   * Get an array of this node's children with a given field name.
   *
   * See also {@link Node#children}.
   */
  childrenForFieldName(fieldName) {
    const fieldId = this.tree.language.fields.indexOf(fieldName);
    if (fieldId !== -1 && fieldId !== 0) return this.childrenForFieldId(fieldId);
    return [];
  }
  /**
    * Get an array of this node's children with a given field id.
    *
    * See also {@link Node#childrenForFieldName}.
    */
  childrenForFieldId(fieldId) {
    marshalNode(this);
    C._ts_node_children_by_field_id_wasm(this.tree[0], fieldId);
    const count = C.getValue(TRANSFER_BUFFER, "i32");
    const buffer = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
    const result = new Array(count);
    if (count > 0) {
      let address = buffer;
      for (let i2 = 0; i2 < count; i2++) {
        result[i2] = unmarshalNode(this.tree, address);
        address += SIZE_OF_NODE;
      }
      C._free(buffer);
    }
    return result;
  }
  /** Get the node's first child that contains or starts after the given byte offset. */
  firstChildForIndex(index) {
    marshalNode(this);
    const address = TRANSFER_BUFFER + SIZE_OF_NODE;
    C.setValue(address, index, "i32");
    C._ts_node_first_child_for_byte_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /** Get the node's first named child that contains or starts after the given byte offset. */
  firstNamedChildForIndex(index) {
    marshalNode(this);
    const address = TRANSFER_BUFFER + SIZE_OF_NODE;
    C.setValue(address, index, "i32");
    C._ts_node_first_named_child_for_byte_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /** Get this node's number of children. */
  get childCount() {
    marshalNode(this);
    return C._ts_node_child_count_wasm(this.tree[0]);
  }
  /**
   * Get this node's number of *named* children.
   *
   * See also {@link Node#isNamed}.
   */
  get namedChildCount() {
    marshalNode(this);
    return C._ts_node_named_child_count_wasm(this.tree[0]);
  }
  /** Get this node's first child. */
  get firstChild() {
    return this.child(0);
  }
  /**
   * Get this node's first named child.
   *
   * See also {@link Node#isNamed}.
   */
  get firstNamedChild() {
    return this.namedChild(0);
  }
  /** Get this node's last child. */
  get lastChild() {
    return this.child(this.childCount - 1);
  }
  /**
   * Get this node's last named child.
   *
   * See also {@link Node#isNamed}.
   */
  get lastNamedChild() {
    return this.namedChild(this.namedChildCount - 1);
  }
  /**
   * Iterate over this node's children.
   *
   * If you're walking the tree recursively, you may want to use the
   * {@link TreeCursor} APIs directly instead.
   */
  get children() {
    if (!this._children) {
      marshalNode(this);
      C._ts_node_children_wasm(this.tree[0]);
      const count = C.getValue(TRANSFER_BUFFER, "i32");
      const buffer = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
      this._children = new Array(count);
      if (count > 0) {
        let address = buffer;
        for (let i2 = 0; i2 < count; i2++) {
          this._children[i2] = unmarshalNode(this.tree, address);
          address += SIZE_OF_NODE;
        }
        C._free(buffer);
      }
    }
    return this._children;
  }
  /**
   * Iterate over this node's named children.
   *
   * See also {@link Node#children}.
   */
  get namedChildren() {
    if (!this._namedChildren) {
      marshalNode(this);
      C._ts_node_named_children_wasm(this.tree[0]);
      const count = C.getValue(TRANSFER_BUFFER, "i32");
      const buffer = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
      this._namedChildren = new Array(count);
      if (count > 0) {
        let address = buffer;
        for (let i2 = 0; i2 < count; i2++) {
          this._namedChildren[i2] = unmarshalNode(this.tree, address);
          address += SIZE_OF_NODE;
        }
        C._free(buffer);
      }
    }
    return this._namedChildren;
  }
  /**
   * Get the descendants of this node that are the given type, or in the given types array.
   *
   * The types array should contain node type strings, which can be retrieved from {@link Language#types}.
   *
   * Additionally, a `startPosition` and `endPosition` can be passed in to restrict the search to a byte range.
   */
  descendantsOfType(types, startPosition = ZERO_POINT, endPosition = ZERO_POINT) {
    if (!Array.isArray(types)) types = [types];
    const symbols = [];
    const typesBySymbol = this.tree.language.types;
    for (const node_type of types) {
      if (node_type == "ERROR") {
        symbols.push(65535);
      }
    }
    for (let i2 = 0, n = typesBySymbol.length; i2 < n; i2++) {
      if (types.includes(typesBySymbol[i2])) {
        symbols.push(i2);
      }
    }
    const symbolsAddress = C._malloc(SIZE_OF_INT * symbols.length);
    for (let i2 = 0, n = symbols.length; i2 < n; i2++) {
      C.setValue(symbolsAddress + i2 * SIZE_OF_INT, symbols[i2], "i32");
    }
    marshalNode(this);
    C._ts_node_descendants_of_type_wasm(
      this.tree[0],
      symbolsAddress,
      symbols.length,
      startPosition.row,
      startPosition.column,
      endPosition.row,
      endPosition.column
    );
    const descendantCount = C.getValue(TRANSFER_BUFFER, "i32");
    const descendantAddress = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
    const result = new Array(descendantCount);
    if (descendantCount > 0) {
      let address = descendantAddress;
      for (let i2 = 0; i2 < descendantCount; i2++) {
        result[i2] = unmarshalNode(this.tree, address);
        address += SIZE_OF_NODE;
      }
    }
    C._free(descendantAddress);
    C._free(symbolsAddress);
    return result;
  }
  /** Get this node's next sibling. */
  get nextSibling() {
    marshalNode(this);
    C._ts_node_next_sibling_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /** Get this node's previous sibling. */
  get previousSibling() {
    marshalNode(this);
    C._ts_node_prev_sibling_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /**
   * Get this node's next *named* sibling.
   *
   * See also {@link Node#isNamed}.
   */
  get nextNamedSibling() {
    marshalNode(this);
    C._ts_node_next_named_sibling_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /**
   * Get this node's previous *named* sibling.
   *
   * See also {@link Node#isNamed}.
   */
  get previousNamedSibling() {
    marshalNode(this);
    C._ts_node_prev_named_sibling_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /** Get the node's number of descendants, including one for the node itself. */
  get descendantCount() {
    marshalNode(this);
    return C._ts_node_descendant_count_wasm(this.tree[0]);
  }
  /**
   * Get this node's immediate parent.
   * Prefer {@link Node#childWithDescendant} for iterating over this node's ancestors.
   */
  get parent() {
    marshalNode(this);
    C._ts_node_parent_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /**
   * Get the node that contains `descendant`.
   *
   * Note that this can return `descendant` itself.
   */
  childWithDescendant(descendant) {
    marshalNode(this);
    marshalNode(descendant, 1);
    C._ts_node_child_with_descendant_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /** Get the smallest node within this node that spans the given byte range. */
  descendantForIndex(start22, end = start22) {
    if (typeof start22 !== "number" || typeof end !== "number") {
      throw new Error("Arguments must be numbers");
    }
    marshalNode(this);
    const address = TRANSFER_BUFFER + SIZE_OF_NODE;
    C.setValue(address, start22, "i32");
    C.setValue(address + SIZE_OF_INT, end, "i32");
    C._ts_node_descendant_for_index_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /** Get the smallest named node within this node that spans the given byte range. */
  namedDescendantForIndex(start22, end = start22) {
    if (typeof start22 !== "number" || typeof end !== "number") {
      throw new Error("Arguments must be numbers");
    }
    marshalNode(this);
    const address = TRANSFER_BUFFER + SIZE_OF_NODE;
    C.setValue(address, start22, "i32");
    C.setValue(address + SIZE_OF_INT, end, "i32");
    C._ts_node_named_descendant_for_index_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /** Get the smallest node within this node that spans the given point range. */
  descendantForPosition(start22, end = start22) {
    if (!isPoint(start22) || !isPoint(end)) {
      throw new Error("Arguments must be {row, column} objects");
    }
    marshalNode(this);
    const address = TRANSFER_BUFFER + SIZE_OF_NODE;
    marshalPoint(address, start22);
    marshalPoint(address + SIZE_OF_POINT, end);
    C._ts_node_descendant_for_position_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /** Get the smallest named node within this node that spans the given point range. */
  namedDescendantForPosition(start22, end = start22) {
    if (!isPoint(start22) || !isPoint(end)) {
      throw new Error("Arguments must be {row, column} objects");
    }
    marshalNode(this);
    const address = TRANSFER_BUFFER + SIZE_OF_NODE;
    marshalPoint(address, start22);
    marshalPoint(address + SIZE_OF_POINT, end);
    C._ts_node_named_descendant_for_position_wasm(this.tree[0]);
    return unmarshalNode(this.tree);
  }
  /**
   * Create a new {@link TreeCursor} starting from this node.
   *
   * Note that the given node is considered the root of the cursor,
   * and the cursor cannot walk outside this node.
   */
  walk() {
    marshalNode(this);
    C._ts_tree_cursor_new_wasm(this.tree[0]);
    return new TreeCursor(INTERNAL, this.tree);
  }
  /**
   * Edit this node to keep it in-sync with source code that has been edited.
   *
   * This function is only rarely needed. When you edit a syntax tree with
   * the {@link Tree#edit} method, all of the nodes that you retrieve from
   * the tree afterward will already reflect the edit. You only need to
   * use {@link Node#edit} when you have a specific {@link Node} instance that
   * you want to keep and continue to use after an edit.
   */
  edit(edit) {
    if (this.startIndex >= edit.oldEndIndex) {
      this.startIndex = edit.newEndIndex + (this.startIndex - edit.oldEndIndex);
      let subbedPointRow;
      let subbedPointColumn;
      if (this.startPosition.row > edit.oldEndPosition.row) {
        subbedPointRow = this.startPosition.row - edit.oldEndPosition.row;
        subbedPointColumn = this.startPosition.column;
      } else {
        subbedPointRow = 0;
        subbedPointColumn = this.startPosition.column;
        if (this.startPosition.column >= edit.oldEndPosition.column) {
          subbedPointColumn = this.startPosition.column - edit.oldEndPosition.column;
        }
      }
      if (subbedPointRow > 0) {
        this.startPosition.row += subbedPointRow;
        this.startPosition.column = subbedPointColumn;
      } else {
        this.startPosition.column += subbedPointColumn;
      }
    } else if (this.startIndex > edit.startIndex) {
      this.startIndex = edit.newEndIndex;
      this.startPosition.row = edit.newEndPosition.row;
      this.startPosition.column = edit.newEndPosition.column;
    }
  }
  /** Get the S-expression representation of this node. */
  toString() {
    marshalNode(this);
    const address = C._ts_node_to_string_wasm(this.tree[0]);
    const result = C.AsciiToString(address);
    C._free(address);
    return result;
  }
};
function unmarshalCaptures(query, tree, address, patternIndex, result) {
  for (let i2 = 0, n = result.length; i2 < n; i2++) {
    const captureIndex = C.getValue(address, "i32");
    address += SIZE_OF_INT;
    const node = unmarshalNode(tree, address);
    address += SIZE_OF_NODE;
    result[i2] = { patternIndex, name: query.captureNames[captureIndex], node };
  }
  return address;
}
__name(unmarshalCaptures, "unmarshalCaptures");
function marshalNode(node, index = 0) {
  let address = TRANSFER_BUFFER + index * SIZE_OF_NODE;
  C.setValue(address, node.id, "i32");
  address += SIZE_OF_INT;
  C.setValue(address, node.startIndex, "i32");
  address += SIZE_OF_INT;
  C.setValue(address, node.startPosition.row, "i32");
  address += SIZE_OF_INT;
  C.setValue(address, node.startPosition.column, "i32");
  address += SIZE_OF_INT;
  C.setValue(address, node[0], "i32");
}
__name(marshalNode, "marshalNode");
function unmarshalNode(tree, address = TRANSFER_BUFFER) {
  const id = C.getValue(address, "i32");
  address += SIZE_OF_INT;
  if (id === 0) return null;
  const index = C.getValue(address, "i32");
  address += SIZE_OF_INT;
  const row = C.getValue(address, "i32");
  address += SIZE_OF_INT;
  const column = C.getValue(address, "i32");
  address += SIZE_OF_INT;
  const other = C.getValue(address, "i32");
  const result = new Node(INTERNAL, {
    id,
    tree,
    startIndex: index,
    startPosition: { row, column },
    other
  });
  return result;
}
__name(unmarshalNode, "unmarshalNode");
function marshalTreeCursor(cursor, address = TRANSFER_BUFFER) {
  C.setValue(address + 0 * SIZE_OF_INT, cursor[0], "i32");
  C.setValue(address + 1 * SIZE_OF_INT, cursor[1], "i32");
  C.setValue(address + 2 * SIZE_OF_INT, cursor[2], "i32");
  C.setValue(address + 3 * SIZE_OF_INT, cursor[3], "i32");
}
__name(marshalTreeCursor, "marshalTreeCursor");
function unmarshalTreeCursor(cursor) {
  cursor[0] = C.getValue(TRANSFER_BUFFER + 0 * SIZE_OF_INT, "i32");
  cursor[1] = C.getValue(TRANSFER_BUFFER + 1 * SIZE_OF_INT, "i32");
  cursor[2] = C.getValue(TRANSFER_BUFFER + 2 * SIZE_OF_INT, "i32");
  cursor[3] = C.getValue(TRANSFER_BUFFER + 3 * SIZE_OF_INT, "i32");
}
__name(unmarshalTreeCursor, "unmarshalTreeCursor");
function marshalPoint(address, point) {
  C.setValue(address, point.row, "i32");
  C.setValue(address + SIZE_OF_INT, point.column, "i32");
}
__name(marshalPoint, "marshalPoint");
function unmarshalPoint(address) {
  const result = {
    row: C.getValue(address, "i32") >>> 0,
    column: C.getValue(address + SIZE_OF_INT, "i32") >>> 0
  };
  return result;
}
__name(unmarshalPoint, "unmarshalPoint");
function marshalRange(address, range2) {
  marshalPoint(address, range2.startPosition);
  address += SIZE_OF_POINT;
  marshalPoint(address, range2.endPosition);
  address += SIZE_OF_POINT;
  C.setValue(address, range2.startIndex, "i32");
  address += SIZE_OF_INT;
  C.setValue(address, range2.endIndex, "i32");
  address += SIZE_OF_INT;
}
__name(marshalRange, "marshalRange");
function unmarshalRange(address) {
  const result = {};
  result.startPosition = unmarshalPoint(address);
  address += SIZE_OF_POINT;
  result.endPosition = unmarshalPoint(address);
  address += SIZE_OF_POINT;
  result.startIndex = C.getValue(address, "i32") >>> 0;
  address += SIZE_OF_INT;
  result.endIndex = C.getValue(address, "i32") >>> 0;
  return result;
}
__name(unmarshalRange, "unmarshalRange");
function marshalEdit(edit, address = TRANSFER_BUFFER) {
  marshalPoint(address, edit.startPosition);
  address += SIZE_OF_POINT;
  marshalPoint(address, edit.oldEndPosition);
  address += SIZE_OF_POINT;
  marshalPoint(address, edit.newEndPosition);
  address += SIZE_OF_POINT;
  C.setValue(address, edit.startIndex, "i32");
  address += SIZE_OF_INT;
  C.setValue(address, edit.oldEndIndex, "i32");
  address += SIZE_OF_INT;
  C.setValue(address, edit.newEndIndex, "i32");
  address += SIZE_OF_INT;
}
__name(marshalEdit, "marshalEdit");
function unmarshalLanguageMetadata(address) {
  const major_version = C.getValue(address, "i32");
  const minor_version = C.getValue(address += SIZE_OF_INT, "i32");
  const patch_version = C.getValue(address += SIZE_OF_INT, "i32");
  return { major_version, minor_version, patch_version };
}
__name(unmarshalLanguageMetadata, "unmarshalLanguageMetadata");
var PREDICATE_STEP_TYPE_CAPTURE = 1;
var PREDICATE_STEP_TYPE_STRING = 2;
var QUERY_WORD_REGEX = /[\w-]+/g;
var CaptureQuantifier = {
  Zero: 0,
  ZeroOrOne: 1,
  ZeroOrMore: 2,
  One: 3,
  OneOrMore: 4
};
var isCaptureStep = /* @__PURE__ */ __name((step) => step.type === "capture", "isCaptureStep");
var isStringStep = /* @__PURE__ */ __name((step) => step.type === "string", "isStringStep");
var QueryErrorKind = {
  Syntax: 1,
  NodeName: 2,
  FieldName: 3,
  CaptureName: 4,
  PatternStructure: 5
};
var QueryError = class _QueryError extends Error {
  constructor(kind, info2, index, length) {
    super(_QueryError.formatMessage(kind, info2));
    this.kind = kind;
    this.info = info2;
    this.index = index;
    this.length = length;
    this.name = "QueryError";
  }
  static {
    __name(this, "QueryError");
  }
  /** Formats an error message based on the error kind and info */
  static formatMessage(kind, info2) {
    switch (kind) {
      case QueryErrorKind.NodeName:
        return `Bad node name '${info2.word}'`;
      case QueryErrorKind.FieldName:
        return `Bad field name '${info2.word}'`;
      case QueryErrorKind.CaptureName:
        return `Bad capture name @${info2.word}`;
      case QueryErrorKind.PatternStructure:
        return `Bad pattern structure at offset ${info2.suffix}`;
      case QueryErrorKind.Syntax:
        return `Bad syntax at offset ${info2.suffix}`;
    }
  }
};
function parseAnyPredicate(steps, index, operator, textPredicates) {
  if (steps.length !== 3) {
    throw new Error(
      `Wrong number of arguments to \`#${operator}\` predicate. Expected 2, got ${steps.length - 1}`
    );
  }
  if (!isCaptureStep(steps[1])) {
    throw new Error(
      `First argument of \`#${operator}\` predicate must be a capture. Got "${steps[1].value}"`
    );
  }
  const isPositive = operator === "eq?" || operator === "any-eq?";
  const matchAll = !operator.startsWith("any-");
  if (isCaptureStep(steps[2])) {
    const captureName1 = steps[1].name;
    const captureName2 = steps[2].name;
    textPredicates[index].push((captures2) => {
      const nodes1 = [];
      const nodes2 = [];
      for (const c of captures2) {
        if (c.name === captureName1) nodes1.push(c.node);
        if (c.name === captureName2) nodes2.push(c.node);
      }
      const compare = /* @__PURE__ */ __name((n1, n2, positive) => {
        return positive ? n1.text === n2.text : n1.text !== n2.text;
      }, "compare");
      return matchAll ? nodes1.every((n1) => nodes2.some((n2) => compare(n1, n2, isPositive))) : nodes1.some((n1) => nodes2.some((n2) => compare(n1, n2, isPositive)));
    });
  } else {
    const captureName = steps[1].name;
    const stringValue = steps[2].value;
    const matches = /* @__PURE__ */ __name((n) => n.text === stringValue, "matches");
    const doesNotMatch = /* @__PURE__ */ __name((n) => n.text !== stringValue, "doesNotMatch");
    textPredicates[index].push((captures2) => {
      const nodes = [];
      for (const c of captures2) {
        if (c.name === captureName) nodes.push(c.node);
      }
      const test = isPositive ? matches : doesNotMatch;
      return matchAll ? nodes.every(test) : nodes.some(test);
    });
  }
}
__name(parseAnyPredicate, "parseAnyPredicate");
function parseMatchPredicate(steps, index, operator, textPredicates) {
  if (steps.length !== 3) {
    throw new Error(
      `Wrong number of arguments to \`#${operator}\` predicate. Expected 2, got ${steps.length - 1}.`
    );
  }
  if (steps[1].type !== "capture") {
    throw new Error(
      `First argument of \`#${operator}\` predicate must be a capture. Got "${steps[1].value}".`
    );
  }
  if (steps[2].type !== "string") {
    throw new Error(
      `Second argument of \`#${operator}\` predicate must be a string. Got @${steps[2].name}.`
    );
  }
  const isPositive = operator === "match?" || operator === "any-match?";
  const matchAll = !operator.startsWith("any-");
  const captureName = steps[1].name;
  const regex = new RegExp(steps[2].value);
  textPredicates[index].push((captures2) => {
    const nodes = [];
    for (const c of captures2) {
      if (c.name === captureName) nodes.push(c.node.text);
    }
    const test = /* @__PURE__ */ __name((text, positive) => {
      return positive ? regex.test(text) : !regex.test(text);
    }, "test");
    if (nodes.length === 0) return !isPositive;
    return matchAll ? nodes.every((text) => test(text, isPositive)) : nodes.some((text) => test(text, isPositive));
  });
}
__name(parseMatchPredicate, "parseMatchPredicate");
function parseAnyOfPredicate(steps, index, operator, textPredicates) {
  if (steps.length < 2) {
    throw new Error(
      `Wrong number of arguments to \`#${operator}\` predicate. Expected at least 1. Got ${steps.length - 1}.`
    );
  }
  if (steps[1].type !== "capture") {
    throw new Error(
      `First argument of \`#${operator}\` predicate must be a capture. Got "${steps[1].value}".`
    );
  }
  const isPositive = operator === "any-of?";
  const captureName = steps[1].name;
  const stringSteps = steps.slice(2);
  if (!stringSteps.every(isStringStep)) {
    throw new Error(
      `Arguments to \`#${operator}\` predicate must be strings.".`
    );
  }
  const values = stringSteps.map((s) => s.value);
  textPredicates[index].push((captures2) => {
    const nodes = [];
    for (const c of captures2) {
      if (c.name === captureName) nodes.push(c.node.text);
    }
    if (nodes.length === 0) return !isPositive;
    return nodes.every((text) => values.includes(text)) === isPositive;
  });
}
__name(parseAnyOfPredicate, "parseAnyOfPredicate");
function parseIsPredicate(steps, index, operator, assertedProperties, refutedProperties) {
  if (steps.length < 2 || steps.length > 3) {
    throw new Error(
      `Wrong number of arguments to \`#${operator}\` predicate. Expected 1 or 2. Got ${steps.length - 1}.`
    );
  }
  if (!steps.every(isStringStep)) {
    throw new Error(
      `Arguments to \`#${operator}\` predicate must be strings.".`
    );
  }
  const properties = operator === "is?" ? assertedProperties : refutedProperties;
  if (!properties[index]) properties[index] = {};
  properties[index][steps[1].value] = steps[2]?.value ?? null;
}
__name(parseIsPredicate, "parseIsPredicate");
function parseSetDirective(steps, index, setProperties) {
  if (steps.length < 2 || steps.length > 3) {
    throw new Error(`Wrong number of arguments to \`#set!\` predicate. Expected 1 or 2. Got ${steps.length - 1}.`);
  }
  if (!steps.every(isStringStep)) {
    throw new Error(`Arguments to \`#set!\` predicate must be strings.".`);
  }
  if (!setProperties[index]) setProperties[index] = {};
  setProperties[index][steps[1].value] = steps[2]?.value ?? null;
}
__name(parseSetDirective, "parseSetDirective");
function parsePattern(index, stepType, stepValueId, captureNames, stringValues, steps, textPredicates, predicates, setProperties, assertedProperties, refutedProperties) {
  if (stepType === PREDICATE_STEP_TYPE_CAPTURE) {
    const name2 = captureNames[stepValueId];
    steps.push({ type: "capture", name: name2 });
  } else if (stepType === PREDICATE_STEP_TYPE_STRING) {
    steps.push({ type: "string", value: stringValues[stepValueId] });
  } else if (steps.length > 0) {
    if (steps[0].type !== "string") {
      throw new Error("Predicates must begin with a literal value");
    }
    const operator = steps[0].value;
    switch (operator) {
      case "any-not-eq?":
      case "not-eq?":
      case "any-eq?":
      case "eq?":
        parseAnyPredicate(steps, index, operator, textPredicates);
        break;
      case "any-not-match?":
      case "not-match?":
      case "any-match?":
      case "match?":
        parseMatchPredicate(steps, index, operator, textPredicates);
        break;
      case "not-any-of?":
      case "any-of?":
        parseAnyOfPredicate(steps, index, operator, textPredicates);
        break;
      case "is?":
      case "is-not?":
        parseIsPredicate(steps, index, operator, assertedProperties, refutedProperties);
        break;
      case "set!":
        parseSetDirective(steps, index, setProperties);
        break;
      default:
        predicates[index].push({ operator, operands: steps.slice(1) });
    }
    steps.length = 0;
  }
}
__name(parsePattern, "parsePattern");
var Query = class {
  static {
    __name(this, "Query");
  }
  /** @internal */
  [0] = 0;
  // Internal handle for WASM
  /** @internal */
  exceededMatchLimit;
  /** @internal */
  textPredicates;
  /** The names of the captures used in the query. */
  captureNames;
  /** The quantifiers of the captures used in the query. */
  captureQuantifiers;
  /**
   * The other user-defined predicates associated with the given index.
   *
   * This includes predicates with operators other than:
   * - `match?`
   * - `eq?` and `not-eq?`
   * - `any-of?` and `not-any-of?`
   * - `is?` and `is-not?`
   * - `set!`
   */
  predicates;
  /** The properties for predicates with the operator `set!`. */
  setProperties;
  /** The properties for predicates with the operator `is?`. */
  assertedProperties;
  /** The properties for predicates with the operator `is-not?`. */
  refutedProperties;
  /** The maximum number of in-progress matches for this cursor. */
  matchLimit;
  /**
   * Create a new query from a string containing one or more S-expression
   * patterns.
   *
   * The query is associated with a particular language, and can only be run
   * on syntax nodes parsed with that language. References to Queries can be
   * shared between multiple threads.
   *
   * @link {@see https://tree-sitter.github.io/tree-sitter/using-parsers/queries}
   */
  constructor(language, source) {
    const sourceLength = C.lengthBytesUTF8(source);
    const sourceAddress = C._malloc(sourceLength + 1);
    C.stringToUTF8(source, sourceAddress, sourceLength + 1);
    const address = C._ts_query_new(
      language[0],
      sourceAddress,
      sourceLength,
      TRANSFER_BUFFER,
      TRANSFER_BUFFER + SIZE_OF_INT
    );
    if (!address) {
      const errorId = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
      const errorByte = C.getValue(TRANSFER_BUFFER, "i32");
      const errorIndex = C.UTF8ToString(sourceAddress, errorByte).length;
      const suffix = source.slice(errorIndex, errorIndex + 100).split("\n")[0];
      const word = suffix.match(QUERY_WORD_REGEX)?.[0] ?? "";
      C._free(sourceAddress);
      switch (errorId) {
        case QueryErrorKind.Syntax:
          throw new QueryError(QueryErrorKind.Syntax, { suffix: `${errorIndex}: '${suffix}'...` }, errorIndex, 0);
        case QueryErrorKind.NodeName:
          throw new QueryError(errorId, { word }, errorIndex, word.length);
        case QueryErrorKind.FieldName:
          throw new QueryError(errorId, { word }, errorIndex, word.length);
        case QueryErrorKind.CaptureName:
          throw new QueryError(errorId, { word }, errorIndex, word.length);
        case QueryErrorKind.PatternStructure:
          throw new QueryError(errorId, { suffix: `${errorIndex}: '${suffix}'...` }, errorIndex, 0);
      }
    }
    const stringCount = C._ts_query_string_count(address);
    const captureCount = C._ts_query_capture_count(address);
    const patternCount = C._ts_query_pattern_count(address);
    const captureNames = new Array(captureCount);
    const captureQuantifiers = new Array(patternCount);
    const stringValues = new Array(stringCount);
    for (let i2 = 0; i2 < captureCount; i2++) {
      const nameAddress = C._ts_query_capture_name_for_id(
        address,
        i2,
        TRANSFER_BUFFER
      );
      const nameLength = C.getValue(TRANSFER_BUFFER, "i32");
      captureNames[i2] = C.UTF8ToString(nameAddress, nameLength);
    }
    for (let i2 = 0; i2 < patternCount; i2++) {
      const captureQuantifiersArray = new Array(captureCount);
      for (let j = 0; j < captureCount; j++) {
        const quantifier = C._ts_query_capture_quantifier_for_id(address, i2, j);
        captureQuantifiersArray[j] = quantifier;
      }
      captureQuantifiers[i2] = captureQuantifiersArray;
    }
    for (let i2 = 0; i2 < stringCount; i2++) {
      const valueAddress = C._ts_query_string_value_for_id(
        address,
        i2,
        TRANSFER_BUFFER
      );
      const nameLength = C.getValue(TRANSFER_BUFFER, "i32");
      stringValues[i2] = C.UTF8ToString(valueAddress, nameLength);
    }
    const setProperties = new Array(patternCount);
    const assertedProperties = new Array(patternCount);
    const refutedProperties = new Array(patternCount);
    const predicates = new Array(patternCount);
    const textPredicates = new Array(patternCount);
    for (let i2 = 0; i2 < patternCount; i2++) {
      const predicatesAddress = C._ts_query_predicates_for_pattern(address, i2, TRANSFER_BUFFER);
      const stepCount = C.getValue(TRANSFER_BUFFER, "i32");
      predicates[i2] = [];
      textPredicates[i2] = [];
      const steps = new Array();
      let stepAddress = predicatesAddress;
      for (let j = 0; j < stepCount; j++) {
        const stepType = C.getValue(stepAddress, "i32");
        stepAddress += SIZE_OF_INT;
        const stepValueId = C.getValue(stepAddress, "i32");
        stepAddress += SIZE_OF_INT;
        parsePattern(
          i2,
          stepType,
          stepValueId,
          captureNames,
          stringValues,
          steps,
          textPredicates,
          predicates,
          setProperties,
          assertedProperties,
          refutedProperties
        );
      }
      Object.freeze(textPredicates[i2]);
      Object.freeze(predicates[i2]);
      Object.freeze(setProperties[i2]);
      Object.freeze(assertedProperties[i2]);
      Object.freeze(refutedProperties[i2]);
    }
    C._free(sourceAddress);
    this[0] = address;
    this.captureNames = captureNames;
    this.captureQuantifiers = captureQuantifiers;
    this.textPredicates = textPredicates;
    this.predicates = predicates;
    this.setProperties = setProperties;
    this.assertedProperties = assertedProperties;
    this.refutedProperties = refutedProperties;
    this.exceededMatchLimit = false;
  }
  /** Delete the query, freeing its resources. */
  delete() {
    C._ts_query_delete(this[0]);
    this[0] = 0;
  }
  /**
   * Iterate over all of the matches in the order that they were found.
   *
   * Each match contains the index of the pattern that matched, and a list of
   * captures. Because multiple patterns can match the same set of nodes,
   * one match may contain captures that appear *before* some of the
   * captures from a previous match.
   *
   * @param {Node} node - The node to execute the query on.
   *
   * @param {QueryOptions} options - Options for query execution.
   */
  matches(node, options = {}) {
    const startPosition = options.startPosition ?? ZERO_POINT;
    const endPosition = options.endPosition ?? ZERO_POINT;
    const startIndex = options.startIndex ?? 0;
    const endIndex = options.endIndex ?? 0;
    const matchLimit = options.matchLimit ?? 4294967295;
    const maxStartDepth = options.maxStartDepth ?? 4294967295;
    const timeoutMicros = options.timeoutMicros ?? 0;
    const progressCallback = options.progressCallback;
    if (typeof matchLimit !== "number") {
      throw new Error("Arguments must be numbers");
    }
    this.matchLimit = matchLimit;
    if (endIndex !== 0 && startIndex > endIndex) {
      throw new Error("`startIndex` cannot be greater than `endIndex`");
    }
    if (endPosition !== ZERO_POINT && (startPosition.row > endPosition.row || startPosition.row === endPosition.row && startPosition.column > endPosition.column)) {
      throw new Error("`startPosition` cannot be greater than `endPosition`");
    }
    if (progressCallback) {
      C.currentQueryProgressCallback = progressCallback;
    }
    marshalNode(node);
    C._ts_query_matches_wasm(
      this[0],
      node.tree[0],
      startPosition.row,
      startPosition.column,
      endPosition.row,
      endPosition.column,
      startIndex,
      endIndex,
      matchLimit,
      maxStartDepth,
      timeoutMicros
    );
    const rawCount = C.getValue(TRANSFER_BUFFER, "i32");
    const startAddress = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
    const didExceedMatchLimit = C.getValue(TRANSFER_BUFFER + 2 * SIZE_OF_INT, "i32");
    const result = new Array(rawCount);
    this.exceededMatchLimit = Boolean(didExceedMatchLimit);
    let filteredCount = 0;
    let address = startAddress;
    for (let i2 = 0; i2 < rawCount; i2++) {
      const patternIndex = C.getValue(address, "i32");
      address += SIZE_OF_INT;
      const captureCount = C.getValue(address, "i32");
      address += SIZE_OF_INT;
      const captures2 = new Array(captureCount);
      address = unmarshalCaptures(this, node.tree, address, patternIndex, captures2);
      if (this.textPredicates[patternIndex].every((p) => p(captures2))) {
        result[filteredCount] = { pattern: patternIndex, patternIndex, captures: captures2 };
        const setProperties = this.setProperties[patternIndex];
        result[filteredCount].setProperties = setProperties;
        const assertedProperties = this.assertedProperties[patternIndex];
        result[filteredCount].assertedProperties = assertedProperties;
        const refutedProperties = this.refutedProperties[patternIndex];
        result[filteredCount].refutedProperties = refutedProperties;
        filteredCount++;
      }
    }
    result.length = filteredCount;
    C._free(startAddress);
    C.currentQueryProgressCallback = null;
    return result;
  }
  /**
   * Iterate over all of the individual captures in the order that they
   * appear.
   *
   * This is useful if you don't care about which pattern matched, and just
   * want a single, ordered sequence of captures.
   *
   * @param {Node} node - The node to execute the query on.
   *
   * @param {QueryOptions} options - Options for query execution.
   */
  captures(node, options = {}) {
    const startPosition = options.startPosition ?? ZERO_POINT;
    const endPosition = options.endPosition ?? ZERO_POINT;
    const startIndex = options.startIndex ?? 0;
    const endIndex = options.endIndex ?? 0;
    const matchLimit = options.matchLimit ?? 4294967295;
    const maxStartDepth = options.maxStartDepth ?? 4294967295;
    const timeoutMicros = options.timeoutMicros ?? 0;
    const progressCallback = options.progressCallback;
    if (typeof matchLimit !== "number") {
      throw new Error("Arguments must be numbers");
    }
    this.matchLimit = matchLimit;
    if (endIndex !== 0 && startIndex > endIndex) {
      throw new Error("`startIndex` cannot be greater than `endIndex`");
    }
    if (endPosition !== ZERO_POINT && (startPosition.row > endPosition.row || startPosition.row === endPosition.row && startPosition.column > endPosition.column)) {
      throw new Error("`startPosition` cannot be greater than `endPosition`");
    }
    if (progressCallback) {
      C.currentQueryProgressCallback = progressCallback;
    }
    marshalNode(node);
    C._ts_query_captures_wasm(
      this[0],
      node.tree[0],
      startPosition.row,
      startPosition.column,
      endPosition.row,
      endPosition.column,
      startIndex,
      endIndex,
      matchLimit,
      maxStartDepth,
      timeoutMicros
    );
    const count = C.getValue(TRANSFER_BUFFER, "i32");
    const startAddress = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
    const didExceedMatchLimit = C.getValue(TRANSFER_BUFFER + 2 * SIZE_OF_INT, "i32");
    const result = new Array();
    this.exceededMatchLimit = Boolean(didExceedMatchLimit);
    const captures2 = new Array();
    let address = startAddress;
    for (let i2 = 0; i2 < count; i2++) {
      const patternIndex = C.getValue(address, "i32");
      address += SIZE_OF_INT;
      const captureCount = C.getValue(address, "i32");
      address += SIZE_OF_INT;
      const captureIndex = C.getValue(address, "i32");
      address += SIZE_OF_INT;
      captures2.length = captureCount;
      address = unmarshalCaptures(this, node.tree, address, patternIndex, captures2);
      if (this.textPredicates[patternIndex].every((p) => p(captures2))) {
        const capture2 = captures2[captureIndex];
        const setProperties = this.setProperties[patternIndex];
        capture2.setProperties = setProperties;
        const assertedProperties = this.assertedProperties[patternIndex];
        capture2.assertedProperties = assertedProperties;
        const refutedProperties = this.refutedProperties[patternIndex];
        capture2.refutedProperties = refutedProperties;
        result.push(capture2);
      }
    }
    C._free(startAddress);
    C.currentQueryProgressCallback = null;
    return result;
  }
  /** Get the predicates for a given pattern. */
  predicatesForPattern(patternIndex) {
    return this.predicates[patternIndex];
  }
  /**
   * Disable a certain capture within a query.
   *
   * This prevents the capture from being returned in matches, and also
   * avoids any resource usage associated with recording the capture.
   */
  disableCapture(captureName) {
    const captureNameLength = C.lengthBytesUTF8(captureName);
    const captureNameAddress = C._malloc(captureNameLength + 1);
    C.stringToUTF8(captureName, captureNameAddress, captureNameLength + 1);
    C._ts_query_disable_capture(this[0], captureNameAddress, captureNameLength);
    C._free(captureNameAddress);
  }
  /**
   * Disable a certain pattern within a query.
   *
   * This prevents the pattern from matching, and also avoids any resource
   * usage associated with the pattern. This throws an error if the pattern
   * index is out of bounds.
   */
  disablePattern(patternIndex) {
    if (patternIndex >= this.predicates.length) {
      throw new Error(
        `Pattern index is ${patternIndex} but the pattern count is ${this.predicates.length}`
      );
    }
    C._ts_query_disable_pattern(this[0], patternIndex);
  }
  /**
   * Check if, on its last execution, this cursor exceeded its maximum number
   * of in-progress matches.
   */
  didExceedMatchLimit() {
    return this.exceededMatchLimit;
  }
  /** Get the byte offset where the given pattern starts in the query's source. */
  startIndexForPattern(patternIndex) {
    if (patternIndex >= this.predicates.length) {
      throw new Error(
        `Pattern index is ${patternIndex} but the pattern count is ${this.predicates.length}`
      );
    }
    return C._ts_query_start_byte_for_pattern(this[0], patternIndex);
  }
  /** Get the byte offset where the given pattern ends in the query's source. */
  endIndexForPattern(patternIndex) {
    if (patternIndex >= this.predicates.length) {
      throw new Error(
        `Pattern index is ${patternIndex} but the pattern count is ${this.predicates.length}`
      );
    }
    return C._ts_query_end_byte_for_pattern(this[0], patternIndex);
  }
  /** Get the number of patterns in the query. */
  patternCount() {
    return C._ts_query_pattern_count(this[0]);
  }
  /** Get the index for a given capture name. */
  captureIndexForName(captureName) {
    return this.captureNames.indexOf(captureName);
  }
  /** Check if a given pattern within a query has a single root node. */
  isPatternRooted(patternIndex) {
    return C._ts_query_is_pattern_rooted(this[0], patternIndex) === 1;
  }
  /** Check if a given pattern within a query has a single root node. */
  isPatternNonLocal(patternIndex) {
    return C._ts_query_is_pattern_non_local(this[0], patternIndex) === 1;
  }
  /**
   * Check if a given step in a query is 'definite'.
   *
   * A query step is 'definite' if its parent pattern will be guaranteed to
   * match successfully once it reaches the step.
   */
  isPatternGuaranteedAtStep(byteIndex) {
    return C._ts_query_is_pattern_guaranteed_at_step(this[0], byteIndex) === 1;
  }
};
var LANGUAGE_FUNCTION_REGEX = /^tree_sitter_\w+$/;
var Language = class _Language {
  static {
    __name(this, "Language");
  }
  /** @internal */
  [0] = 0;
  // Internal handle for WASM
  /**
   * A list of all node types in the language. The index of each type in this
   * array is its node type id.
   */
  types;
  /**
   * A list of all field names in the language. The index of each field name in
   * this array is its field id.
   */
  fields;
  /** @internal */
  constructor(internal, address) {
    assertInternal(internal);
    this[0] = address;
    this.types = new Array(C._ts_language_symbol_count(this[0]));
    for (let i2 = 0, n = this.types.length; i2 < n; i2++) {
      if (C._ts_language_symbol_type(this[0], i2) < 2) {
        this.types[i2] = C.UTF8ToString(C._ts_language_symbol_name(this[0], i2));
      }
    }
    this.fields = new Array(C._ts_language_field_count(this[0]) + 1);
    for (let i2 = 0, n = this.fields.length; i2 < n; i2++) {
      const fieldName = C._ts_language_field_name_for_id(this[0], i2);
      if (fieldName !== 0) {
        this.fields[i2] = C.UTF8ToString(fieldName);
      } else {
        this.fields[i2] = null;
      }
    }
  }
  /**
   * Gets the name of the language.
   */
  get name() {
    const ptr = C._ts_language_name(this[0]);
    if (ptr === 0) return null;
    return C.UTF8ToString(ptr);
  }
  /**
   * @deprecated since version 0.25.0, use {@link Language#abiVersion} instead
   * Gets the version of the language.
   */
  get version() {
    return C._ts_language_version(this[0]);
  }
  /**
   * Gets the ABI version of the language.
   */
  get abiVersion() {
    return C._ts_language_abi_version(this[0]);
  }
  /**
  * Get the metadata for this language. This information is generated by the
  * CLI, and relies on the language author providing the correct metadata in
  * the language's `tree-sitter.json` file.
  */
  get metadata() {
    C._ts_language_metadata(this[0]);
    const length = C.getValue(TRANSFER_BUFFER, "i32");
    const address = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
    if (length === 0) return null;
    return unmarshalLanguageMetadata(address);
  }
  /**
   * Gets the number of fields in the language.
   */
  get fieldCount() {
    return this.fields.length - 1;
  }
  /**
   * Gets the number of states in the language.
   */
  get stateCount() {
    return C._ts_language_state_count(this[0]);
  }
  /**
   * Get the field id for a field name.
   */
  fieldIdForName(fieldName) {
    const result = this.fields.indexOf(fieldName);
    return result !== -1 ? result : null;
  }
  /**
   * Get the field name for a field id.
   */
  fieldNameForId(fieldId) {
    return this.fields[fieldId] ?? null;
  }
  /**
   * Get the node type id for a node type name.
   */
  idForNodeType(type, named) {
    const typeLength = C.lengthBytesUTF8(type);
    const typeAddress = C._malloc(typeLength + 1);
    C.stringToUTF8(type, typeAddress, typeLength + 1);
    const result = C._ts_language_symbol_for_name(this[0], typeAddress, typeLength, named ? 1 : 0);
    C._free(typeAddress);
    return result || null;
  }
  /**
   * Gets the number of node types in the language.
   */
  get nodeTypeCount() {
    return C._ts_language_symbol_count(this[0]);
  }
  /**
   * Get the node type name for a node type id.
   */
  nodeTypeForId(typeId) {
    const name2 = C._ts_language_symbol_name(this[0], typeId);
    return name2 ? C.UTF8ToString(name2) : null;
  }
  /**
   * Check if a node type is named.
   *
   * @see {@link https://tree-sitter.github.io/tree-sitter/using-parsers/2-basic-parsing.html#named-vs-anonymous-nodes}
   */
  nodeTypeIsNamed(typeId) {
    return C._ts_language_type_is_named_wasm(this[0], typeId) ? true : false;
  }
  /**
   * Check if a node type is visible.
   */
  nodeTypeIsVisible(typeId) {
    return C._ts_language_type_is_visible_wasm(this[0], typeId) ? true : false;
  }
  /**
   * Get the supertypes ids of this language.
   *
   * @see {@link https://tree-sitter.github.io/tree-sitter/using-parsers/6-static-node-types.html?highlight=supertype#supertype-nodes}
   */
  get supertypes() {
    C._ts_language_supertypes_wasm(this[0]);
    const count = C.getValue(TRANSFER_BUFFER, "i32");
    const buffer = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
    const result = new Array(count);
    if (count > 0) {
      let address = buffer;
      for (let i2 = 0; i2 < count; i2++) {
        result[i2] = C.getValue(address, "i16");
        address += SIZE_OF_SHORT;
      }
    }
    return result;
  }
  /**
   * Get the subtype ids for a given supertype node id.
   */
  subtypes(supertype) {
    C._ts_language_subtypes_wasm(this[0], supertype);
    const count = C.getValue(TRANSFER_BUFFER, "i32");
    const buffer = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
    const result = new Array(count);
    if (count > 0) {
      let address = buffer;
      for (let i2 = 0; i2 < count; i2++) {
        result[i2] = C.getValue(address, "i16");
        address += SIZE_OF_SHORT;
      }
    }
    return result;
  }
  /**
   * Get the next state id for a given state id and node type id.
   */
  nextState(stateId, typeId) {
    return C._ts_language_next_state(this[0], stateId, typeId);
  }
  /**
   * Create a new lookahead iterator for this language and parse state.
   *
   * This returns `null` if state is invalid for this language.
   *
   * Iterating {@link LookaheadIterator} will yield valid symbols in the given
   * parse state. Newly created lookahead iterators will return the `ERROR`
   * symbol from {@link LookaheadIterator#currentType}.
   *
   * Lookahead iterators can be useful for generating suggestions and improving
   * syntax error diagnostics. To get symbols valid in an `ERROR` node, use the
   * lookahead iterator on its first leaf node state. For `MISSING` nodes, a
   * lookahead iterator created on the previous non-extra leaf node may be
   * appropriate.
   */
  lookaheadIterator(stateId) {
    const address = C._ts_lookahead_iterator_new(this[0], stateId);
    if (address) return new LookaheadIterator(INTERNAL, address, this);
    return null;
  }
  /**
   * @deprecated since version 0.25.0, call `new` on a {@link Query} instead
   *
   * Create a new query from a string containing one or more S-expression
   * patterns.
   *
   * The query is associated with a particular language, and can only be run
   * on syntax nodes parsed with that language. References to Queries can be
   * shared between multiple threads.
   *
   * @link {@see https://tree-sitter.github.io/tree-sitter/using-parsers/queries}
   */
  query(source) {
    console.warn("Language.query is deprecated. Use new Query(language, source) instead.");
    return new Query(this, source);
  }
  /**
   * Load a language from a WebAssembly module.
   * The module can be provided as a path to a file or as a buffer.
   */
  static async load(input) {
    let bytes;
    if (input instanceof Uint8Array) {
      bytes = Promise.resolve(input);
    } else {
      if (globalThis.process?.versions.node) {
        const fs2 = await import("fs/promises");
        bytes = fs2.readFile(input);
      } else {
        bytes = fetch(input).then((response) => response.arrayBuffer().then((buffer) => {
          if (response.ok) {
            return new Uint8Array(buffer);
          } else {
            const body2 = new TextDecoder("utf-8").decode(buffer);
            throw new Error(`Language.load failed with status ${response.status}.

${body2}`);
          }
        }));
      }
    }
    const mod = await C.loadWebAssemblyModule(await bytes, { loadAsync: true });
    const symbolNames = Object.keys(mod);
    const functionName = symbolNames.find((key) => LANGUAGE_FUNCTION_REGEX.test(key) && !key.includes("external_scanner_"));
    if (!functionName) {
      console.log(`Couldn't find language function in WASM file. Symbols:
${JSON.stringify(symbolNames, null, 2)}`);
      throw new Error("Language.load failed: no language function found in WASM file");
    }
    const languageAddress = mod[functionName]();
    return new _Language(INTERNAL, languageAddress);
  }
};
var Module2 = (() => {
  var _scriptName = import.meta.url;
  return async function(moduleArg = {}) {
    var moduleRtn;
    var Module = moduleArg;
    var readyPromiseResolve, readyPromiseReject;
    var readyPromise = new Promise((resolve, reject) => {
      readyPromiseResolve = resolve;
      readyPromiseReject = reject;
    });
    var ENVIRONMENT_IS_WEB = typeof window == "object";
    var ENVIRONMENT_IS_WORKER = typeof WorkerGlobalScope != "undefined";
    var ENVIRONMENT_IS_NODE = typeof process == "object" && typeof process.versions == "object" && typeof process.versions.node == "string" && process.type != "renderer";
    var ENVIRONMENT_IS_SHELL = !ENVIRONMENT_IS_WEB && !ENVIRONMENT_IS_NODE && !ENVIRONMENT_IS_WORKER;
    if (ENVIRONMENT_IS_NODE) {
      const { createRequire } = await import("module");
      var require = createRequire(import.meta.url);
    }
    Module.currentQueryProgressCallback = null;
    Module.currentProgressCallback = null;
    Module.currentLogCallback = null;
    Module.currentParseCallback = null;
    var moduleOverrides = Object.assign({}, Module);
    var arguments_ = [];
    var thisProgram = "./this.program";
    var quit_ = /* @__PURE__ */ __name((status, toThrow) => {
      throw toThrow;
    }, "quit_");
    var scriptDirectory = "";
    function locateFile(path) {
      if (Module["locateFile"]) {
        return Module["locateFile"](path, scriptDirectory);
      }
      return scriptDirectory + path;
    }
    __name(locateFile, "locateFile");
    var readAsync, readBinary;
    if (ENVIRONMENT_IS_NODE) {
      var fs = require("fs");
      var nodePath = require("path");
      if (!import.meta.url.startsWith("data:")) {
        scriptDirectory = nodePath.dirname(require("url").fileURLToPath(import.meta.url)) + "/";
      }
      readBinary = /* @__PURE__ */ __name((filename) => {
        filename = isFileURI(filename) ? new URL(filename) : filename;
        var ret = fs.readFileSync(filename);
        return ret;
      }, "readBinary");
      readAsync = /* @__PURE__ */ __name(async (filename, binary22 = true) => {
        filename = isFileURI(filename) ? new URL(filename) : filename;
        var ret = fs.readFileSync(filename, binary22 ? void 0 : "utf8");
        return ret;
      }, "readAsync");
      if (!Module["thisProgram"] && process.argv.length > 1) {
        thisProgram = process.argv[1].replace(/\\/g, "/");
      }
      arguments_ = process.argv.slice(2);
      quit_ = /* @__PURE__ */ __name((status, toThrow) => {
        process.exitCode = status;
        throw toThrow;
      }, "quit_");
    } else if (ENVIRONMENT_IS_WEB || ENVIRONMENT_IS_WORKER) {
      if (ENVIRONMENT_IS_WORKER) {
        scriptDirectory = self.location.href;
      } else if (typeof document != "undefined" && document.currentScript) {
        scriptDirectory = document.currentScript.src;
      }
      if (_scriptName) {
        scriptDirectory = _scriptName;
      }
      if (scriptDirectory.startsWith("blob:")) {
        scriptDirectory = "";
      } else {
        scriptDirectory = scriptDirectory.slice(0, scriptDirectory.replace(/[?#].*/, "").lastIndexOf("/") + 1);
      }
      {
        if (ENVIRONMENT_IS_WORKER) {
          readBinary = /* @__PURE__ */ __name((url) => {
            var xhr = new XMLHttpRequest();
            xhr.open("GET", url, false);
            xhr.responseType = "arraybuffer";
            xhr.send(null);
            return new Uint8Array(
              /** @type{!ArrayBuffer} */
              xhr.response
            );
          }, "readBinary");
        }
        readAsync = /* @__PURE__ */ __name(async (url) => {
          if (isFileURI(url)) {
            return new Promise((resolve, reject) => {
              var xhr = new XMLHttpRequest();
              xhr.open("GET", url, true);
              xhr.responseType = "arraybuffer";
              xhr.onload = () => {
                if (xhr.status == 200 || xhr.status == 0 && xhr.response) {
                  resolve(xhr.response);
                  return;
                }
                reject(xhr.status);
              };
              xhr.onerror = reject;
              xhr.send(null);
            });
          }
          var response = await fetch(url, {
            credentials: "same-origin"
          });
          if (response.ok) {
            return response.arrayBuffer();
          }
          throw new Error(response.status + " : " + response.url);
        }, "readAsync");
      }
    } else {
    }
    var out = Module["print"] || console.log.bind(console);
    var err = Module["printErr"] || console.error.bind(console);
    Object.assign(Module, moduleOverrides);
    moduleOverrides = null;
    if (Module["arguments"]) arguments_ = Module["arguments"];
    if (Module["thisProgram"]) thisProgram = Module["thisProgram"];
    var dynamicLibraries = Module["dynamicLibraries"] || [];
    var wasmBinary = Module["wasmBinary"];
    var wasmMemory;
    var ABORT = false;
    var EXITSTATUS;
    function assert(condition, text) {
      if (!condition) {
        abort(text);
      }
    }
    __name(assert, "assert");
    var HEAP, HEAP8, HEAPU8, HEAP16, HEAPU16, HEAP32, HEAPU32, HEAPF32, HEAP64, HEAPU64, HEAPF64;
    var HEAP_DATA_VIEW;
    var runtimeInitialized = false;
    var isFileURI = /* @__PURE__ */ __name((filename) => filename.startsWith("file://"), "isFileURI");
    function updateMemoryViews() {
      var b = wasmMemory.buffer;
      Module["HEAP_DATA_VIEW"] = HEAP_DATA_VIEW = new DataView(b);
      Module["HEAP8"] = HEAP8 = new Int8Array(b);
      Module["HEAP16"] = HEAP16 = new Int16Array(b);
      Module["HEAPU8"] = HEAPU8 = new Uint8Array(b);
      Module["HEAPU16"] = HEAPU16 = new Uint16Array(b);
      Module["HEAP32"] = HEAP32 = new Int32Array(b);
      Module["HEAPU32"] = HEAPU32 = new Uint32Array(b);
      Module["HEAPF32"] = HEAPF32 = new Float32Array(b);
      Module["HEAPF64"] = HEAPF64 = new Float64Array(b);
      Module["HEAP64"] = HEAP64 = new BigInt64Array(b);
      Module["HEAPU64"] = HEAPU64 = new BigUint64Array(b);
    }
    __name(updateMemoryViews, "updateMemoryViews");
    if (Module["wasmMemory"]) {
      wasmMemory = Module["wasmMemory"];
    } else {
      var INITIAL_MEMORY = Module["INITIAL_MEMORY"] || 33554432;
      wasmMemory = new WebAssembly.Memory({
        "initial": INITIAL_MEMORY / 65536,
        // In theory we should not need to emit the maximum if we want "unlimited"
        // or 4GB of memory, but VMs error on that atm, see
        // https://github.com/emscripten-core/emscripten/issues/14130
        // And in the pthreads case we definitely need to emit a maximum. So
        // always emit one.
        "maximum": 32768
      });
    }
    updateMemoryViews();
    var __RELOC_FUNCS__ = [];
    function preRun() {
      if (Module["preRun"]) {
        if (typeof Module["preRun"] == "function") Module["preRun"] = [Module["preRun"]];
        while (Module["preRun"].length) {
          addOnPreRun(Module["preRun"].shift());
        }
      }
      callRuntimeCallbacks(onPreRuns);
    }
    __name(preRun, "preRun");
    function initRuntime() {
      runtimeInitialized = true;
      callRuntimeCallbacks(__RELOC_FUNCS__);
      wasmExports["__wasm_call_ctors"]();
      callRuntimeCallbacks(onPostCtors);
    }
    __name(initRuntime, "initRuntime");
    function preMain() {
    }
    __name(preMain, "preMain");
    function postRun() {
      if (Module["postRun"]) {
        if (typeof Module["postRun"] == "function") Module["postRun"] = [Module["postRun"]];
        while (Module["postRun"].length) {
          addOnPostRun(Module["postRun"].shift());
        }
      }
      callRuntimeCallbacks(onPostRuns);
    }
    __name(postRun, "postRun");
    var runDependencies = 0;
    var dependenciesFulfilled = null;
    function getUniqueRunDependency(id) {
      return id;
    }
    __name(getUniqueRunDependency, "getUniqueRunDependency");
    function addRunDependency(id) {
      runDependencies++;
      Module["monitorRunDependencies"]?.(runDependencies);
    }
    __name(addRunDependency, "addRunDependency");
    function removeRunDependency(id) {
      runDependencies--;
      Module["monitorRunDependencies"]?.(runDependencies);
      if (runDependencies == 0) {
        if (dependenciesFulfilled) {
          var callback = dependenciesFulfilled;
          dependenciesFulfilled = null;
          callback();
        }
      }
    }
    __name(removeRunDependency, "removeRunDependency");
    function abort(what) {
      Module["onAbort"]?.(what);
      what = "Aborted(" + what + ")";
      err(what);
      ABORT = true;
      what += ". Build with -sASSERTIONS for more info.";
      var e = new WebAssembly.RuntimeError(what);
      readyPromiseReject(e);
      throw e;
    }
    __name(abort, "abort");
    var wasmBinaryFile;
    function findWasmBinary() {
      if (Module["locateFile"]) {
        return locateFile("tree-sitter.wasm");
      }
      return new URL("tree-sitter.wasm", import.meta.url).href;
    }
    __name(findWasmBinary, "findWasmBinary");
    function getBinarySync(file) {
      if (file == wasmBinaryFile && wasmBinary) {
        return new Uint8Array(wasmBinary);
      }
      if (readBinary) {
        return readBinary(file);
      }
      throw "both async and sync fetching of the wasm failed";
    }
    __name(getBinarySync, "getBinarySync");
    async function getWasmBinary(binaryFile) {
      if (!wasmBinary) {
        try {
          var response = await readAsync(binaryFile);
          return new Uint8Array(response);
        } catch {
        }
      }
      return getBinarySync(binaryFile);
    }
    __name(getWasmBinary, "getWasmBinary");
    async function instantiateArrayBuffer(binaryFile, imports2) {
      try {
        var binary22 = await getWasmBinary(binaryFile);
        var instance2 = await WebAssembly.instantiate(binary22, imports2);
        return instance2;
      } catch (reason) {
        err(`failed to asynchronously prepare wasm: ${reason}`);
        abort(reason);
      }
    }
    __name(instantiateArrayBuffer, "instantiateArrayBuffer");
    async function instantiateAsync(binary22, binaryFile, imports2) {
      if (!binary22 && typeof WebAssembly.instantiateStreaming == "function" && !isFileURI(binaryFile) && !ENVIRONMENT_IS_NODE) {
        try {
          var response = fetch(binaryFile, {
            credentials: "same-origin"
          });
          var instantiationResult = await WebAssembly.instantiateStreaming(response, imports2);
          return instantiationResult;
        } catch (reason) {
          err(`wasm streaming compile failed: ${reason}`);
          err("falling back to ArrayBuffer instantiation");
        }
      }
      return instantiateArrayBuffer(binaryFile, imports2);
    }
    __name(instantiateAsync, "instantiateAsync");
    function getWasmImports() {
      return {
        "env": wasmImports,
        "wasi_snapshot_preview1": wasmImports,
        "GOT.mem": new Proxy(wasmImports, GOTHandler),
        "GOT.func": new Proxy(wasmImports, GOTHandler)
      };
    }
    __name(getWasmImports, "getWasmImports");
    async function createWasm() {
      function receiveInstance(instance2, module2) {
        wasmExports = instance2.exports;
        wasmExports = relocateExports(wasmExports, 1024);
        var metadata2 = getDylinkMetadata(module2);
        if (metadata2.neededDynlibs) {
          dynamicLibraries = metadata2.neededDynlibs.concat(dynamicLibraries);
        }
        mergeLibSymbols(wasmExports, "main");
        LDSO.init();
        loadDylibs();
        __RELOC_FUNCS__.push(wasmExports["__wasm_apply_data_relocs"]);
        removeRunDependency("wasm-instantiate");
        return wasmExports;
      }
      __name(receiveInstance, "receiveInstance");
      addRunDependency("wasm-instantiate");
      function receiveInstantiationResult(result2) {
        return receiveInstance(result2["instance"], result2["module"]);
      }
      __name(receiveInstantiationResult, "receiveInstantiationResult");
      var info2 = getWasmImports();
      if (Module["instantiateWasm"]) {
        return new Promise((resolve, reject) => {
          Module["instantiateWasm"](info2, (mod, inst) => {
            receiveInstance(mod, inst);
            resolve(mod.exports);
          });
        });
      }
      wasmBinaryFile ??= findWasmBinary();
      try {
        var result = await instantiateAsync(wasmBinary, wasmBinaryFile, info2);
        var exports = receiveInstantiationResult(result);
        return exports;
      } catch (e) {
        readyPromiseReject(e);
        return Promise.reject(e);
      }
    }
    __name(createWasm, "createWasm");
    var ASM_CONSTS = {};
    class ExitStatus {
      static {
        __name(this, "ExitStatus");
      }
      name = "ExitStatus";
      constructor(status) {
        this.message = `Program terminated with exit(${status})`;
        this.status = status;
      }
    }
    var GOT = {};
    var currentModuleWeakSymbols = /* @__PURE__ */ new Set([]);
    var GOTHandler = {
      get(obj, symName) {
        var rtn = GOT[symName];
        if (!rtn) {
          rtn = GOT[symName] = new WebAssembly.Global({
            "value": "i32",
            "mutable": true
          });
        }
        if (!currentModuleWeakSymbols.has(symName)) {
          rtn.required = true;
        }
        return rtn;
      }
    };
    var LE_HEAP_LOAD_F32 = /* @__PURE__ */ __name((byteOffset) => HEAP_DATA_VIEW.getFloat32(byteOffset, true), "LE_HEAP_LOAD_F32");
    var LE_HEAP_LOAD_F64 = /* @__PURE__ */ __name((byteOffset) => HEAP_DATA_VIEW.getFloat64(byteOffset, true), "LE_HEAP_LOAD_F64");
    var LE_HEAP_LOAD_I16 = /* @__PURE__ */ __name((byteOffset) => HEAP_DATA_VIEW.getInt16(byteOffset, true), "LE_HEAP_LOAD_I16");
    var LE_HEAP_LOAD_I32 = /* @__PURE__ */ __name((byteOffset) => HEAP_DATA_VIEW.getInt32(byteOffset, true), "LE_HEAP_LOAD_I32");
    var LE_HEAP_LOAD_U16 = /* @__PURE__ */ __name((byteOffset) => HEAP_DATA_VIEW.getUint16(byteOffset, true), "LE_HEAP_LOAD_U16");
    var LE_HEAP_LOAD_U32 = /* @__PURE__ */ __name((byteOffset) => HEAP_DATA_VIEW.getUint32(byteOffset, true), "LE_HEAP_LOAD_U32");
    var LE_HEAP_STORE_F32 = /* @__PURE__ */ __name((byteOffset, value) => HEAP_DATA_VIEW.setFloat32(byteOffset, value, true), "LE_HEAP_STORE_F32");
    var LE_HEAP_STORE_F64 = /* @__PURE__ */ __name((byteOffset, value) => HEAP_DATA_VIEW.setFloat64(byteOffset, value, true), "LE_HEAP_STORE_F64");
    var LE_HEAP_STORE_I16 = /* @__PURE__ */ __name((byteOffset, value) => HEAP_DATA_VIEW.setInt16(byteOffset, value, true), "LE_HEAP_STORE_I16");
    var LE_HEAP_STORE_I32 = /* @__PURE__ */ __name((byteOffset, value) => HEAP_DATA_VIEW.setInt32(byteOffset, value, true), "LE_HEAP_STORE_I32");
    var LE_HEAP_STORE_U16 = /* @__PURE__ */ __name((byteOffset, value) => HEAP_DATA_VIEW.setUint16(byteOffset, value, true), "LE_HEAP_STORE_U16");
    var LE_HEAP_STORE_U32 = /* @__PURE__ */ __name((byteOffset, value) => HEAP_DATA_VIEW.setUint32(byteOffset, value, true), "LE_HEAP_STORE_U32");
    var callRuntimeCallbacks = /* @__PURE__ */ __name((callbacks) => {
      while (callbacks.length > 0) {
        callbacks.shift()(Module);
      }
    }, "callRuntimeCallbacks");
    var onPostRuns = [];
    var addOnPostRun = /* @__PURE__ */ __name((cb) => onPostRuns.unshift(cb), "addOnPostRun");
    var onPreRuns = [];
    var addOnPreRun = /* @__PURE__ */ __name((cb) => onPreRuns.unshift(cb), "addOnPreRun");
    var UTF8Decoder = typeof TextDecoder != "undefined" ? new TextDecoder() : void 0;
    var UTF8ArrayToString = /* @__PURE__ */ __name((heapOrArray, idx = 0, maxBytesToRead = NaN) => {
      var endIdx = idx + maxBytesToRead;
      var endPtr = idx;
      while (heapOrArray[endPtr] && !(endPtr >= endIdx)) ++endPtr;
      if (endPtr - idx > 16 && heapOrArray.buffer && UTF8Decoder) {
        return UTF8Decoder.decode(heapOrArray.subarray(idx, endPtr));
      }
      var str = "";
      while (idx < endPtr) {
        var u0 = heapOrArray[idx++];
        if (!(u0 & 128)) {
          str += String.fromCharCode(u0);
          continue;
        }
        var u1 = heapOrArray[idx++] & 63;
        if ((u0 & 224) == 192) {
          str += String.fromCharCode((u0 & 31) << 6 | u1);
          continue;
        }
        var u2 = heapOrArray[idx++] & 63;
        if ((u0 & 240) == 224) {
          u0 = (u0 & 15) << 12 | u1 << 6 | u2;
        } else {
          u0 = (u0 & 7) << 18 | u1 << 12 | u2 << 6 | heapOrArray[idx++] & 63;
        }
        if (u0 < 65536) {
          str += String.fromCharCode(u0);
        } else {
          var ch = u0 - 65536;
          str += String.fromCharCode(55296 | ch >> 10, 56320 | ch & 1023);
        }
      }
      return str;
    }, "UTF8ArrayToString");
    var getDylinkMetadata = /* @__PURE__ */ __name((binary22) => {
      var offset = 0;
      var end = 0;
      function getU8() {
        return binary22[offset++];
      }
      __name(getU8, "getU8");
      function getLEB() {
        var ret = 0;
        var mul = 1;
        while (1) {
          var byte = binary22[offset++];
          ret += (byte & 127) * mul;
          mul *= 128;
          if (!(byte & 128)) break;
        }
        return ret;
      }
      __name(getLEB, "getLEB");
      function getString() {
        var len = getLEB();
        offset += len;
        return UTF8ArrayToString(binary22, offset - len, len);
      }
      __name(getString, "getString");
      function failIf(condition, message) {
        if (condition) throw new Error(message);
      }
      __name(failIf, "failIf");
      var name2 = "dylink.0";
      if (binary22 instanceof WebAssembly.Module) {
        var dylinkSection = WebAssembly.Module.customSections(binary22, name2);
        if (dylinkSection.length === 0) {
          name2 = "dylink";
          dylinkSection = WebAssembly.Module.customSections(binary22, name2);
        }
        failIf(dylinkSection.length === 0, "need dylink section");
        binary22 = new Uint8Array(dylinkSection[0]);
        end = binary22.length;
      } else {
        var int32View = new Uint32Array(new Uint8Array(binary22.subarray(0, 24)).buffer);
        var magicNumberFound = int32View[0] == 1836278016 || int32View[0] == 6386541;
        failIf(!magicNumberFound, "need to see wasm magic number");
        failIf(binary22[8] !== 0, "need the dylink section to be first");
        offset = 9;
        var section_size = getLEB();
        end = offset + section_size;
        name2 = getString();
      }
      var customSection = {
        neededDynlibs: [],
        tlsExports: /* @__PURE__ */ new Set(),
        weakImports: /* @__PURE__ */ new Set()
      };
      if (name2 == "dylink") {
        customSection.memorySize = getLEB();
        customSection.memoryAlign = getLEB();
        customSection.tableSize = getLEB();
        customSection.tableAlign = getLEB();
        var neededDynlibsCount = getLEB();
        for (var i2 = 0; i2 < neededDynlibsCount; ++i2) {
          var libname = getString();
          customSection.neededDynlibs.push(libname);
        }
      } else {
        failIf(name2 !== "dylink.0");
        var WASM_DYLINK_MEM_INFO = 1;
        var WASM_DYLINK_NEEDED = 2;
        var WASM_DYLINK_EXPORT_INFO = 3;
        var WASM_DYLINK_IMPORT_INFO = 4;
        var WASM_SYMBOL_TLS = 256;
        var WASM_SYMBOL_BINDING_MASK = 3;
        var WASM_SYMBOL_BINDING_WEAK = 1;
        while (offset < end) {
          var subsectionType = getU8();
          var subsectionSize = getLEB();
          if (subsectionType === WASM_DYLINK_MEM_INFO) {
            customSection.memorySize = getLEB();
            customSection.memoryAlign = getLEB();
            customSection.tableSize = getLEB();
            customSection.tableAlign = getLEB();
          } else if (subsectionType === WASM_DYLINK_NEEDED) {
            var neededDynlibsCount = getLEB();
            for (var i2 = 0; i2 < neededDynlibsCount; ++i2) {
              libname = getString();
              customSection.neededDynlibs.push(libname);
            }
          } else if (subsectionType === WASM_DYLINK_EXPORT_INFO) {
            var count = getLEB();
            while (count--) {
              var symname = getString();
              var flags2 = getLEB();
              if (flags2 & WASM_SYMBOL_TLS) {
                customSection.tlsExports.add(symname);
              }
            }
          } else if (subsectionType === WASM_DYLINK_IMPORT_INFO) {
            var count = getLEB();
            while (count--) {
              var modname = getString();
              var symname = getString();
              var flags2 = getLEB();
              if ((flags2 & WASM_SYMBOL_BINDING_MASK) == WASM_SYMBOL_BINDING_WEAK) {
                customSection.weakImports.add(symname);
              }
            }
          } else {
            offset += subsectionSize;
          }
        }
      }
      return customSection;
    }, "getDylinkMetadata");
    function getValue(ptr, type = "i8") {
      if (type.endsWith("*")) type = "*";
      switch (type) {
        case "i1":
          return HEAP8[ptr];
        case "i8":
          return HEAP8[ptr];
        case "i16":
          return LE_HEAP_LOAD_I16((ptr >> 1) * 2);
        case "i32":
          return LE_HEAP_LOAD_I32((ptr >> 2) * 4);
        case "i64":
          return HEAP64[ptr >> 3];
        case "float":
          return LE_HEAP_LOAD_F32((ptr >> 2) * 4);
        case "double":
          return LE_HEAP_LOAD_F64((ptr >> 3) * 8);
        case "*":
          return LE_HEAP_LOAD_U32((ptr >> 2) * 4);
        default:
          abort(`invalid type for getValue: ${type}`);
      }
    }
    __name(getValue, "getValue");
    var newDSO = /* @__PURE__ */ __name((name2, handle2, syms) => {
      var dso = {
        refcount: Infinity,
        name: name2,
        exports: syms,
        global: true
      };
      LDSO.loadedLibsByName[name2] = dso;
      if (handle2 != void 0) {
        LDSO.loadedLibsByHandle[handle2] = dso;
      }
      return dso;
    }, "newDSO");
    var LDSO = {
      loadedLibsByName: {},
      loadedLibsByHandle: {},
      init() {
        newDSO("__main__", 0, wasmImports);
      }
    };
    var ___heap_base = 78224;
    var alignMemory = /* @__PURE__ */ __name((size, alignment) => Math.ceil(size / alignment) * alignment, "alignMemory");
    var getMemory = /* @__PURE__ */ __name((size) => {
      if (runtimeInitialized) {
        return _calloc(size, 1);
      }
      var ret = ___heap_base;
      var end = ret + alignMemory(size, 16);
      ___heap_base = end;
      GOT["__heap_base"].value = end;
      return ret;
    }, "getMemory");
    var isInternalSym = /* @__PURE__ */ __name((symName) => ["__cpp_exception", "__c_longjmp", "__wasm_apply_data_relocs", "__dso_handle", "__tls_size", "__tls_align", "__set_stack_limits", "_emscripten_tls_init", "__wasm_init_tls", "__wasm_call_ctors", "__start_em_asm", "__stop_em_asm", "__start_em_js", "__stop_em_js"].includes(symName) || symName.startsWith("__em_js__"), "isInternalSym");
    var uleb128Encode = /* @__PURE__ */ __name((n, target) => {
      if (n < 128) {
        target.push(n);
      } else {
        target.push(n % 128 | 128, n >> 7);
      }
    }, "uleb128Encode");
    var sigToWasmTypes = /* @__PURE__ */ __name((sig) => {
      var typeNames = {
        "i": "i32",
        "j": "i64",
        "f": "f32",
        "d": "f64",
        "e": "externref",
        "p": "i32"
      };
      var type = {
        parameters: [],
        results: sig[0] == "v" ? [] : [typeNames[sig[0]]]
      };
      for (var i2 = 1; i2 < sig.length; ++i2) {
        type.parameters.push(typeNames[sig[i2]]);
      }
      return type;
    }, "sigToWasmTypes");
    var generateFuncType = /* @__PURE__ */ __name((sig, target) => {
      var sigRet = sig.slice(0, 1);
      var sigParam = sig.slice(1);
      var typeCodes = {
        "i": 127,
        // i32
        "p": 127,
        // i32
        "j": 126,
        // i64
        "f": 125,
        // f32
        "d": 124,
        // f64
        "e": 111
      };
      target.push(96);
      uleb128Encode(sigParam.length, target);
      for (var i2 = 0; i2 < sigParam.length; ++i2) {
        target.push(typeCodes[sigParam[i2]]);
      }
      if (sigRet == "v") {
        target.push(0);
      } else {
        target.push(1, typeCodes[sigRet]);
      }
    }, "generateFuncType");
    var convertJsFunctionToWasm = /* @__PURE__ */ __name((func2, sig) => {
      if (typeof WebAssembly.Function == "function") {
        return new WebAssembly.Function(sigToWasmTypes(sig), func2);
      }
      var typeSectionBody = [1];
      generateFuncType(sig, typeSectionBody);
      var bytes = [
        0,
        97,
        115,
        109,
        // magic ("\0asm")
        1,
        0,
        0,
        0,
        // version: 1
        1
      ];
      uleb128Encode(typeSectionBody.length, bytes);
      bytes.push(...typeSectionBody);
      bytes.push(
        2,
        7,
        // import section
        // (import "e" "f" (func 0 (type 0)))
        1,
        1,
        101,
        1,
        102,
        0,
        0,
        7,
        5,
        // export section
        // (export "f" (func 0 (type 0)))
        1,
        1,
        102,
        0,
        0
      );
      var module2 = new WebAssembly.Module(new Uint8Array(bytes));
      var instance2 = new WebAssembly.Instance(module2, {
        "e": {
          "f": func2
        }
      });
      var wrappedFunc = instance2.exports["f"];
      return wrappedFunc;
    }, "convertJsFunctionToWasm");
    var wasmTableMirror = [];
    var wasmTable = new WebAssembly.Table({
      "initial": 31,
      "element": "anyfunc"
    });
    var getWasmTableEntry = /* @__PURE__ */ __name((funcPtr) => {
      var func2 = wasmTableMirror[funcPtr];
      if (!func2) {
        if (funcPtr >= wasmTableMirror.length) wasmTableMirror.length = funcPtr + 1;
        wasmTableMirror[funcPtr] = func2 = wasmTable.get(funcPtr);
      }
      return func2;
    }, "getWasmTableEntry");
    var updateTableMap = /* @__PURE__ */ __name((offset, count) => {
      if (functionsInTableMap) {
        for (var i2 = offset; i2 < offset + count; i2++) {
          var item = getWasmTableEntry(i2);
          if (item) {
            functionsInTableMap.set(item, i2);
          }
        }
      }
    }, "updateTableMap");
    var functionsInTableMap;
    var getFunctionAddress = /* @__PURE__ */ __name((func2) => {
      if (!functionsInTableMap) {
        functionsInTableMap = /* @__PURE__ */ new WeakMap();
        updateTableMap(0, wasmTable.length);
      }
      return functionsInTableMap.get(func2) || 0;
    }, "getFunctionAddress");
    var freeTableIndexes = [];
    var getEmptyTableSlot = /* @__PURE__ */ __name(() => {
      if (freeTableIndexes.length) {
        return freeTableIndexes.pop();
      }
      try {
        wasmTable.grow(1);
      } catch (err2) {
        if (!(err2 instanceof RangeError)) {
          throw err2;
        }
        throw "Unable to grow wasm table. Set ALLOW_TABLE_GROWTH.";
      }
      return wasmTable.length - 1;
    }, "getEmptyTableSlot");
    var setWasmTableEntry = /* @__PURE__ */ __name((idx, func2) => {
      wasmTable.set(idx, func2);
      wasmTableMirror[idx] = wasmTable.get(idx);
    }, "setWasmTableEntry");
    var addFunction = /* @__PURE__ */ __name((func2, sig) => {
      var rtn = getFunctionAddress(func2);
      if (rtn) {
        return rtn;
      }
      var ret = getEmptyTableSlot();
      try {
        setWasmTableEntry(ret, func2);
      } catch (err2) {
        if (!(err2 instanceof TypeError)) {
          throw err2;
        }
        var wrapped = convertJsFunctionToWasm(func2, sig);
        setWasmTableEntry(ret, wrapped);
      }
      functionsInTableMap.set(func2, ret);
      return ret;
    }, "addFunction");
    var updateGOT = /* @__PURE__ */ __name((exports, replace) => {
      for (var symName in exports) {
        if (isInternalSym(symName)) {
          continue;
        }
        var value = exports[symName];
        GOT[symName] ||= new WebAssembly.Global({
          "value": "i32",
          "mutable": true
        });
        if (replace || GOT[symName].value == 0) {
          if (typeof value == "function") {
            GOT[symName].value = addFunction(value);
          } else if (typeof value == "number") {
            GOT[symName].value = value;
          } else {
            err(`unhandled export type for '${symName}': ${typeof value}`);
          }
        }
      }
    }, "updateGOT");
    var relocateExports = /* @__PURE__ */ __name((exports, memoryBase2, replace) => {
      var relocated = {};
      for (var e in exports) {
        var value = exports[e];
        if (typeof value == "object") {
          value = value.value;
        }
        if (typeof value == "number") {
          value += memoryBase2;
        }
        relocated[e] = value;
      }
      updateGOT(relocated, replace);
      return relocated;
    }, "relocateExports");
    var isSymbolDefined = /* @__PURE__ */ __name((symName) => {
      var existing = wasmImports[symName];
      if (!existing || existing.stub) {
        return false;
      }
      return true;
    }, "isSymbolDefined");
    var dynCall = /* @__PURE__ */ __name((sig, ptr, args2 = []) => {
      var rtn = getWasmTableEntry(ptr)(...args2);
      return rtn;
    }, "dynCall");
    var stackSave = /* @__PURE__ */ __name(() => _emscripten_stack_get_current(), "stackSave");
    var stackRestore = /* @__PURE__ */ __name((val) => __emscripten_stack_restore(val), "stackRestore");
    var createInvokeFunction = /* @__PURE__ */ __name((sig) => (ptr, ...args2) => {
      var sp = stackSave();
      try {
        return dynCall(sig, ptr, args2);
      } catch (e) {
        stackRestore(sp);
        if (e !== e + 0) throw e;
        _setThrew(1, 0);
        if (sig[0] == "j") return 0n;
      }
    }, "createInvokeFunction");
    var resolveGlobalSymbol = /* @__PURE__ */ __name((symName, direct = false) => {
      var sym;
      if (isSymbolDefined(symName)) {
        sym = wasmImports[symName];
      } else if (symName.startsWith("invoke_")) {
        sym = wasmImports[symName] = createInvokeFunction(symName.split("_")[1]);
      }
      return {
        sym,
        name: symName
      };
    }, "resolveGlobalSymbol");
    var onPostCtors = [];
    var addOnPostCtor = /* @__PURE__ */ __name((cb) => onPostCtors.unshift(cb), "addOnPostCtor");
    var UTF8ToString = /* @__PURE__ */ __name((ptr, maxBytesToRead) => ptr ? UTF8ArrayToString(HEAPU8, ptr, maxBytesToRead) : "", "UTF8ToString");
    var loadWebAssemblyModule = /* @__PURE__ */ __name((binary, flags, libName, localScope, handle) => {
      var metadata = getDylinkMetadata(binary);
      currentModuleWeakSymbols = metadata.weakImports;
      function loadModule() {
        var memAlign = Math.pow(2, metadata.memoryAlign);
        var memoryBase = metadata.memorySize ? alignMemory(getMemory(metadata.memorySize + memAlign), memAlign) : 0;
        var tableBase = metadata.tableSize ? wasmTable.length : 0;
        if (handle) {
          HEAP8[handle + 8] = 1;
          LE_HEAP_STORE_U32((handle + 12 >> 2) * 4, memoryBase);
          LE_HEAP_STORE_I32((handle + 16 >> 2) * 4, metadata.memorySize);
          LE_HEAP_STORE_U32((handle + 20 >> 2) * 4, tableBase);
          LE_HEAP_STORE_I32((handle + 24 >> 2) * 4, metadata.tableSize);
        }
        if (metadata.tableSize) {
          wasmTable.grow(metadata.tableSize);
        }
        var moduleExports;
        function resolveSymbol(sym) {
          var resolved = resolveGlobalSymbol(sym).sym;
          if (!resolved && localScope) {
            resolved = localScope[sym];
          }
          if (!resolved) {
            resolved = moduleExports[sym];
          }
          return resolved;
        }
        __name(resolveSymbol, "resolveSymbol");
        var proxyHandler = {
          get(stubs, prop) {
            switch (prop) {
              case "__memory_base":
                return memoryBase;
              case "__table_base":
                return tableBase;
            }
            if (prop in wasmImports && !wasmImports[prop].stub) {
              var res = wasmImports[prop];
              return res;
            }
            if (!(prop in stubs)) {
              var resolved;
              stubs[prop] = (...args2) => {
                resolved ||= resolveSymbol(prop);
                return resolved(...args2);
              };
            }
            return stubs[prop];
          }
        };
        var proxy = new Proxy({}, proxyHandler);
        var info = {
          "GOT.mem": new Proxy({}, GOTHandler),
          "GOT.func": new Proxy({}, GOTHandler),
          "env": proxy,
          "wasi_snapshot_preview1": proxy
        };
        function postInstantiation(module, instance) {
          updateTableMap(tableBase, metadata.tableSize);
          moduleExports = relocateExports(instance.exports, memoryBase);
          if (!flags.allowUndefined) {
            reportUndefinedSymbols();
          }
          function addEmAsm(addr, body) {
            var args = [];
            var arity = 0;
            for (; arity < 16; arity++) {
              if (body.indexOf("$" + arity) != -1) {
                args.push("$" + arity);
              } else {
                break;
              }
            }
            args = args.join(",");
            var func = `(${args}) => { ${body} };`;
            ASM_CONSTS[start] = eval(func);
          }
          __name(addEmAsm, "addEmAsm");
          if ("__start_em_asm" in moduleExports) {
            var start = moduleExports["__start_em_asm"];
            var stop = moduleExports["__stop_em_asm"];
            while (start < stop) {
              var jsString = UTF8ToString(start);
              addEmAsm(start, jsString);
              start = HEAPU8.indexOf(0, start) + 1;
            }
          }
          function addEmJs(name, cSig, body) {
            var jsArgs = [];
            cSig = cSig.slice(1, -1);
            if (cSig != "void") {
              cSig = cSig.split(",");
              for (var i in cSig) {
                var jsArg = cSig[i].split(" ").pop();
                jsArgs.push(jsArg.replace("*", ""));
              }
            }
            var func = `(${jsArgs}) => ${body};`;
            moduleExports[name] = eval(func);
          }
          __name(addEmJs, "addEmJs");
          for (var name in moduleExports) {
            if (name.startsWith("__em_js__")) {
              var start = moduleExports[name];
              var jsString = UTF8ToString(start);
              var parts = jsString.split("<::>");
              addEmJs(name.replace("__em_js__", ""), parts[0], parts[1]);
              delete moduleExports[name];
            }
          }
          var applyRelocs = moduleExports["__wasm_apply_data_relocs"];
          if (applyRelocs) {
            if (runtimeInitialized) {
              applyRelocs();
            } else {
              __RELOC_FUNCS__.push(applyRelocs);
            }
          }
          var init = moduleExports["__wasm_call_ctors"];
          if (init) {
            if (runtimeInitialized) {
              init();
            } else {
              addOnPostCtor(init);
            }
          }
          return moduleExports;
        }
        __name(postInstantiation, "postInstantiation");
        if (flags.loadAsync) {
          if (binary instanceof WebAssembly.Module) {
            var instance = new WebAssembly.Instance(binary, info);
            return Promise.resolve(postInstantiation(binary, instance));
          }
          return WebAssembly.instantiate(binary, info).then((result) => postInstantiation(result.module, result.instance));
        }
        var module = binary instanceof WebAssembly.Module ? binary : new WebAssembly.Module(binary);
        var instance = new WebAssembly.Instance(module, info);
        return postInstantiation(module, instance);
      }
      __name(loadModule, "loadModule");
      if (flags.loadAsync) {
        return metadata.neededDynlibs.reduce((chain, dynNeeded) => chain.then(() => loadDynamicLibrary(dynNeeded, flags, localScope)), Promise.resolve()).then(loadModule);
      }
      metadata.neededDynlibs.forEach((needed) => loadDynamicLibrary(needed, flags, localScope));
      return loadModule();
    }, "loadWebAssemblyModule");
    var mergeLibSymbols = /* @__PURE__ */ __name((exports, libName2) => {
      for (var [sym, exp] of Object.entries(exports)) {
        const setImport = /* @__PURE__ */ __name((target) => {
          if (!isSymbolDefined(target)) {
            wasmImports[target] = exp;
          }
        }, "setImport");
        setImport(sym);
        const main_alias = "__main_argc_argv";
        if (sym == "main") {
          setImport(main_alias);
        }
        if (sym == main_alias) {
          setImport("main");
        }
      }
    }, "mergeLibSymbols");
    var asyncLoad = /* @__PURE__ */ __name(async (url) => {
      var arrayBuffer = await readAsync(url);
      return new Uint8Array(arrayBuffer);
    }, "asyncLoad");
    function loadDynamicLibrary(libName2, flags2 = {
      global: true,
      nodelete: true
    }, localScope2, handle2) {
      var dso = LDSO.loadedLibsByName[libName2];
      if (dso) {
        if (!flags2.global) {
          if (localScope2) {
            Object.assign(localScope2, dso.exports);
          }
        } else if (!dso.global) {
          dso.global = true;
          mergeLibSymbols(dso.exports, libName2);
        }
        if (flags2.nodelete && dso.refcount !== Infinity) {
          dso.refcount = Infinity;
        }
        dso.refcount++;
        if (handle2) {
          LDSO.loadedLibsByHandle[handle2] = dso;
        }
        return flags2.loadAsync ? Promise.resolve(true) : true;
      }
      dso = newDSO(libName2, handle2, "loading");
      dso.refcount = flags2.nodelete ? Infinity : 1;
      dso.global = flags2.global;
      function loadLibData() {
        if (handle2) {
          var data = LE_HEAP_LOAD_U32((handle2 + 28 >> 2) * 4);
          var dataSize = LE_HEAP_LOAD_U32((handle2 + 32 >> 2) * 4);
          if (data && dataSize) {
            var libData = HEAP8.slice(data, data + dataSize);
            return flags2.loadAsync ? Promise.resolve(libData) : libData;
          }
        }
        var libFile = locateFile(libName2);
        if (flags2.loadAsync) {
          return asyncLoad(libFile);
        }
        if (!readBinary) {
          throw new Error(`${libFile}: file not found, and synchronous loading of external files is not available`);
        }
        return readBinary(libFile);
      }
      __name(loadLibData, "loadLibData");
      function getExports() {
        if (flags2.loadAsync) {
          return loadLibData().then((libData) => loadWebAssemblyModule(libData, flags2, libName2, localScope2, handle2));
        }
        return loadWebAssemblyModule(loadLibData(), flags2, libName2, localScope2, handle2);
      }
      __name(getExports, "getExports");
      function moduleLoaded(exports) {
        if (dso.global) {
          mergeLibSymbols(exports, libName2);
        } else if (localScope2) {
          Object.assign(localScope2, exports);
        }
        dso.exports = exports;
      }
      __name(moduleLoaded, "moduleLoaded");
      if (flags2.loadAsync) {
        return getExports().then((exports) => {
          moduleLoaded(exports);
          return true;
        });
      }
      moduleLoaded(getExports());
      return true;
    }
    __name(loadDynamicLibrary, "loadDynamicLibrary");
    var reportUndefinedSymbols = /* @__PURE__ */ __name(() => {
      for (var [symName, entry] of Object.entries(GOT)) {
        if (entry.value == 0) {
          var value = resolveGlobalSymbol(symName, true).sym;
          if (!value && !entry.required) {
            continue;
          }
          if (typeof value == "function") {
            entry.value = addFunction(value, value.sig);
          } else if (typeof value == "number") {
            entry.value = value;
          } else {
            throw new Error(`bad export type for '${symName}': ${typeof value}`);
          }
        }
      }
    }, "reportUndefinedSymbols");
    var loadDylibs = /* @__PURE__ */ __name(() => {
      if (!dynamicLibraries.length) {
        reportUndefinedSymbols();
        return;
      }
      addRunDependency("loadDylibs");
      dynamicLibraries.reduce((chain, lib) => chain.then(() => loadDynamicLibrary(lib, {
        loadAsync: true,
        global: true,
        nodelete: true,
        allowUndefined: true
      })), Promise.resolve()).then(() => {
        reportUndefinedSymbols();
        removeRunDependency("loadDylibs");
      });
    }, "loadDylibs");
    var noExitRuntime = Module["noExitRuntime"] || true;
    function setValue(ptr, value, type = "i8") {
      if (type.endsWith("*")) type = "*";
      switch (type) {
        case "i1":
          HEAP8[ptr] = value;
          break;
        case "i8":
          HEAP8[ptr] = value;
          break;
        case "i16":
          LE_HEAP_STORE_I16((ptr >> 1) * 2, value);
          break;
        case "i32":
          LE_HEAP_STORE_I32((ptr >> 2) * 4, value);
          break;
        case "i64":
          HEAP64[ptr >> 3] = BigInt(value);
          break;
        case "float":
          LE_HEAP_STORE_F32((ptr >> 2) * 4, value);
          break;
        case "double":
          LE_HEAP_STORE_F64((ptr >> 3) * 8, value);
          break;
        case "*":
          LE_HEAP_STORE_U32((ptr >> 2) * 4, value);
          break;
        default:
          abort(`invalid type for setValue: ${type}`);
      }
    }
    __name(setValue, "setValue");
    var ___memory_base = new WebAssembly.Global({
      "value": "i32",
      "mutable": false
    }, 1024);
    var ___stack_pointer = new WebAssembly.Global({
      "value": "i32",
      "mutable": true
    }, 78224);
    var ___table_base = new WebAssembly.Global({
      "value": "i32",
      "mutable": false
    }, 1);
    var __abort_js = /* @__PURE__ */ __name(() => abort(""), "__abort_js");
    __abort_js.sig = "v";
    var _emscripten_get_now = /* @__PURE__ */ __name(() => performance.now(), "_emscripten_get_now");
    _emscripten_get_now.sig = "d";
    var _emscripten_date_now = /* @__PURE__ */ __name(() => Date.now(), "_emscripten_date_now");
    _emscripten_date_now.sig = "d";
    var nowIsMonotonic = 1;
    var checkWasiClock = /* @__PURE__ */ __name((clock_id) => clock_id >= 0 && clock_id <= 3, "checkWasiClock");
    var INT53_MAX = 9007199254740992;
    var INT53_MIN = -9007199254740992;
    var bigintToI53Checked = /* @__PURE__ */ __name((num) => num < INT53_MIN || num > INT53_MAX ? NaN : Number(num), "bigintToI53Checked");
    function _clock_time_get(clk_id, ignored_precision, ptime) {
      ignored_precision = bigintToI53Checked(ignored_precision);
      if (!checkWasiClock(clk_id)) {
        return 28;
      }
      var now;
      if (clk_id === 0) {
        now = _emscripten_date_now();
      } else if (nowIsMonotonic) {
        now = _emscripten_get_now();
      } else {
        return 52;
      }
      var nsec = Math.round(now * 1e3 * 1e3);
      HEAP64[ptime >> 3] = BigInt(nsec);
      return 0;
    }
    __name(_clock_time_get, "_clock_time_get");
    _clock_time_get.sig = "iijp";
    var getHeapMax = /* @__PURE__ */ __name(() => (
      // Stay one Wasm page short of 4GB: while e.g. Chrome is able to allocate
      // full 4GB Wasm memories, the size will wrap back to 0 bytes in Wasm side
      // for any code that deals with heap sizes, which would require special
      // casing all heap size related code to treat 0 specially.
      2147483648
    ), "getHeapMax");
    var growMemory = /* @__PURE__ */ __name((size) => {
      var b = wasmMemory.buffer;
      var pages = (size - b.byteLength + 65535) / 65536 | 0;
      try {
        wasmMemory.grow(pages);
        updateMemoryViews();
        return 1;
      } catch (e) {
      }
    }, "growMemory");
    var _emscripten_resize_heap = /* @__PURE__ */ __name((requestedSize) => {
      var oldSize = HEAPU8.length;
      requestedSize >>>= 0;
      var maxHeapSize = getHeapMax();
      if (requestedSize > maxHeapSize) {
        return false;
      }
      for (var cutDown = 1; cutDown <= 4; cutDown *= 2) {
        var overGrownHeapSize = oldSize * (1 + 0.2 / cutDown);
        overGrownHeapSize = Math.min(overGrownHeapSize, requestedSize + 100663296);
        var newSize = Math.min(maxHeapSize, alignMemory(Math.max(requestedSize, overGrownHeapSize), 65536));
        var replacement = growMemory(newSize);
        if (replacement) {
          return true;
        }
      }
      return false;
    }, "_emscripten_resize_heap");
    _emscripten_resize_heap.sig = "ip";
    var _fd_close = /* @__PURE__ */ __name((fd) => 52, "_fd_close");
    _fd_close.sig = "ii";
    function _fd_seek(fd, offset, whence, newOffset) {
      offset = bigintToI53Checked(offset);
      return 70;
    }
    __name(_fd_seek, "_fd_seek");
    _fd_seek.sig = "iijip";
    var printCharBuffers = [null, [], []];
    var printChar = /* @__PURE__ */ __name((stream, curr) => {
      var buffer = printCharBuffers[stream];
      if (curr === 0 || curr === 10) {
        (stream === 1 ? out : err)(UTF8ArrayToString(buffer));
        buffer.length = 0;
      } else {
        buffer.push(curr);
      }
    }, "printChar");
    var flush_NO_FILESYSTEM = /* @__PURE__ */ __name(() => {
      if (printCharBuffers[1].length) printChar(1, 10);
      if (printCharBuffers[2].length) printChar(2, 10);
    }, "flush_NO_FILESYSTEM");
    var SYSCALLS = {
      varargs: void 0,
      getStr(ptr) {
        var ret = UTF8ToString(ptr);
        return ret;
      }
    };
    var _fd_write = /* @__PURE__ */ __name((fd, iov, iovcnt, pnum) => {
      var num = 0;
      for (var i2 = 0; i2 < iovcnt; i2++) {
        var ptr = LE_HEAP_LOAD_U32((iov >> 2) * 4);
        var len = LE_HEAP_LOAD_U32((iov + 4 >> 2) * 4);
        iov += 8;
        for (var j = 0; j < len; j++) {
          printChar(fd, HEAPU8[ptr + j]);
        }
        num += len;
      }
      LE_HEAP_STORE_U32((pnum >> 2) * 4, num);
      return 0;
    }, "_fd_write");
    _fd_write.sig = "iippp";
    function _tree_sitter_log_callback(isLexMessage, messageAddress) {
      if (Module.currentLogCallback) {
        const message = UTF8ToString(messageAddress);
        Module.currentLogCallback(message, isLexMessage !== 0);
      }
    }
    __name(_tree_sitter_log_callback, "_tree_sitter_log_callback");
    function _tree_sitter_parse_callback(inputBufferAddress, index, row, column, lengthAddress) {
      const INPUT_BUFFER_SIZE = 10 * 1024;
      const string2 = Module.currentParseCallback(index, {
        row,
        column
      });
      if (typeof string2 === "string") {
        setValue(lengthAddress, string2.length, "i32");
        stringToUTF16(string2, inputBufferAddress, INPUT_BUFFER_SIZE);
      } else {
        setValue(lengthAddress, 0, "i32");
      }
    }
    __name(_tree_sitter_parse_callback, "_tree_sitter_parse_callback");
    function _tree_sitter_progress_callback(currentOffset, hasError) {
      if (Module.currentProgressCallback) {
        return Module.currentProgressCallback({
          currentOffset,
          hasError
        });
      }
      return false;
    }
    __name(_tree_sitter_progress_callback, "_tree_sitter_progress_callback");
    function _tree_sitter_query_progress_callback(currentOffset) {
      if (Module.currentQueryProgressCallback) {
        return Module.currentQueryProgressCallback({
          currentOffset
        });
      }
      return false;
    }
    __name(_tree_sitter_query_progress_callback, "_tree_sitter_query_progress_callback");
    var runtimeKeepaliveCounter = 0;
    var keepRuntimeAlive = /* @__PURE__ */ __name(() => noExitRuntime || runtimeKeepaliveCounter > 0, "keepRuntimeAlive");
    var _proc_exit = /* @__PURE__ */ __name((code) => {
      EXITSTATUS = code;
      if (!keepRuntimeAlive()) {
        Module["onExit"]?.(code);
        ABORT = true;
      }
      quit_(code, new ExitStatus(code));
    }, "_proc_exit");
    _proc_exit.sig = "vi";
    var exitJS = /* @__PURE__ */ __name((status, implicit) => {
      EXITSTATUS = status;
      _proc_exit(status);
    }, "exitJS");
    var handleException = /* @__PURE__ */ __name((e) => {
      if (e instanceof ExitStatus || e == "unwind") {
        return EXITSTATUS;
      }
      quit_(1, e);
    }, "handleException");
    var lengthBytesUTF8 = /* @__PURE__ */ __name((str) => {
      var len = 0;
      for (var i2 = 0; i2 < str.length; ++i2) {
        var c = str.charCodeAt(i2);
        if (c <= 127) {
          len++;
        } else if (c <= 2047) {
          len += 2;
        } else if (c >= 55296 && c <= 57343) {
          len += 4;
          ++i2;
        } else {
          len += 3;
        }
      }
      return len;
    }, "lengthBytesUTF8");
    var stringToUTF8Array = /* @__PURE__ */ __name((str, heap, outIdx, maxBytesToWrite) => {
      if (!(maxBytesToWrite > 0)) return 0;
      var startIdx = outIdx;
      var endIdx = outIdx + maxBytesToWrite - 1;
      for (var i2 = 0; i2 < str.length; ++i2) {
        var u = str.charCodeAt(i2);
        if (u >= 55296 && u <= 57343) {
          var u1 = str.charCodeAt(++i2);
          u = 65536 + ((u & 1023) << 10) | u1 & 1023;
        }
        if (u <= 127) {
          if (outIdx >= endIdx) break;
          heap[outIdx++] = u;
        } else if (u <= 2047) {
          if (outIdx + 1 >= endIdx) break;
          heap[outIdx++] = 192 | u >> 6;
          heap[outIdx++] = 128 | u & 63;
        } else if (u <= 65535) {
          if (outIdx + 2 >= endIdx) break;
          heap[outIdx++] = 224 | u >> 12;
          heap[outIdx++] = 128 | u >> 6 & 63;
          heap[outIdx++] = 128 | u & 63;
        } else {
          if (outIdx + 3 >= endIdx) break;
          heap[outIdx++] = 240 | u >> 18;
          heap[outIdx++] = 128 | u >> 12 & 63;
          heap[outIdx++] = 128 | u >> 6 & 63;
          heap[outIdx++] = 128 | u & 63;
        }
      }
      heap[outIdx] = 0;
      return outIdx - startIdx;
    }, "stringToUTF8Array");
    var stringToUTF8 = /* @__PURE__ */ __name((str, outPtr, maxBytesToWrite) => stringToUTF8Array(str, HEAPU8, outPtr, maxBytesToWrite), "stringToUTF8");
    var stackAlloc = /* @__PURE__ */ __name((sz) => __emscripten_stack_alloc(sz), "stackAlloc");
    var stringToUTF8OnStack = /* @__PURE__ */ __name((str) => {
      var size = lengthBytesUTF8(str) + 1;
      var ret = stackAlloc(size);
      stringToUTF8(str, ret, size);
      return ret;
    }, "stringToUTF8OnStack");
    var AsciiToString = /* @__PURE__ */ __name((ptr) => {
      var str = "";
      while (1) {
        var ch = HEAPU8[ptr++];
        if (!ch) return str;
        str += String.fromCharCode(ch);
      }
    }, "AsciiToString");
    var stringToUTF16 = /* @__PURE__ */ __name((str, outPtr, maxBytesToWrite) => {
      maxBytesToWrite ??= 2147483647;
      if (maxBytesToWrite < 2) return 0;
      maxBytesToWrite -= 2;
      var startPtr = outPtr;
      var numCharsToWrite = maxBytesToWrite < str.length * 2 ? maxBytesToWrite / 2 : str.length;
      for (var i2 = 0; i2 < numCharsToWrite; ++i2) {
        var codeUnit = str.charCodeAt(i2);
        LE_HEAP_STORE_I16((outPtr >> 1) * 2, codeUnit);
        outPtr += 2;
      }
      LE_HEAP_STORE_I16((outPtr >> 1) * 2, 0);
      return outPtr - startPtr;
    }, "stringToUTF16");
    var wasmImports = {
      /** @export */
      __heap_base: ___heap_base,
      /** @export */
      __indirect_function_table: wasmTable,
      /** @export */
      __memory_base: ___memory_base,
      /** @export */
      __stack_pointer: ___stack_pointer,
      /** @export */
      __table_base: ___table_base,
      /** @export */
      _abort_js: __abort_js,
      /** @export */
      clock_time_get: _clock_time_get,
      /** @export */
      emscripten_resize_heap: _emscripten_resize_heap,
      /** @export */
      fd_close: _fd_close,
      /** @export */
      fd_seek: _fd_seek,
      /** @export */
      fd_write: _fd_write,
      /** @export */
      memory: wasmMemory,
      /** @export */
      tree_sitter_log_callback: _tree_sitter_log_callback,
      /** @export */
      tree_sitter_parse_callback: _tree_sitter_parse_callback,
      /** @export */
      tree_sitter_progress_callback: _tree_sitter_progress_callback,
      /** @export */
      tree_sitter_query_progress_callback: _tree_sitter_query_progress_callback
    };
    var wasmExports = await createWasm();
    var ___wasm_call_ctors = wasmExports["__wasm_call_ctors"];
    var _malloc = Module["_malloc"] = wasmExports["malloc"];
    var _calloc = Module["_calloc"] = wasmExports["calloc"];
    var _realloc = Module["_realloc"] = wasmExports["realloc"];
    var _free = Module["_free"] = wasmExports["free"];
    var _memcmp = Module["_memcmp"] = wasmExports["memcmp"];
    var _ts_language_symbol_count = Module["_ts_language_symbol_count"] = wasmExports["ts_language_symbol_count"];
    var _ts_language_state_count = Module["_ts_language_state_count"] = wasmExports["ts_language_state_count"];
    var _ts_language_version = Module["_ts_language_version"] = wasmExports["ts_language_version"];
    var _ts_language_abi_version = Module["_ts_language_abi_version"] = wasmExports["ts_language_abi_version"];
    var _ts_language_metadata = Module["_ts_language_metadata"] = wasmExports["ts_language_metadata"];
    var _ts_language_name = Module["_ts_language_name"] = wasmExports["ts_language_name"];
    var _ts_language_field_count = Module["_ts_language_field_count"] = wasmExports["ts_language_field_count"];
    var _ts_language_next_state = Module["_ts_language_next_state"] = wasmExports["ts_language_next_state"];
    var _ts_language_symbol_name = Module["_ts_language_symbol_name"] = wasmExports["ts_language_symbol_name"];
    var _ts_language_symbol_for_name = Module["_ts_language_symbol_for_name"] = wasmExports["ts_language_symbol_for_name"];
    var _strncmp = Module["_strncmp"] = wasmExports["strncmp"];
    var _ts_language_symbol_type = Module["_ts_language_symbol_type"] = wasmExports["ts_language_symbol_type"];
    var _ts_language_field_name_for_id = Module["_ts_language_field_name_for_id"] = wasmExports["ts_language_field_name_for_id"];
    var _ts_lookahead_iterator_new = Module["_ts_lookahead_iterator_new"] = wasmExports["ts_lookahead_iterator_new"];
    var _ts_lookahead_iterator_delete = Module["_ts_lookahead_iterator_delete"] = wasmExports["ts_lookahead_iterator_delete"];
    var _ts_lookahead_iterator_reset_state = Module["_ts_lookahead_iterator_reset_state"] = wasmExports["ts_lookahead_iterator_reset_state"];
    var _ts_lookahead_iterator_reset = Module["_ts_lookahead_iterator_reset"] = wasmExports["ts_lookahead_iterator_reset"];
    var _ts_lookahead_iterator_next = Module["_ts_lookahead_iterator_next"] = wasmExports["ts_lookahead_iterator_next"];
    var _ts_lookahead_iterator_current_symbol = Module["_ts_lookahead_iterator_current_symbol"] = wasmExports["ts_lookahead_iterator_current_symbol"];
    var _ts_parser_delete = Module["_ts_parser_delete"] = wasmExports["ts_parser_delete"];
    var _ts_parser_reset = Module["_ts_parser_reset"] = wasmExports["ts_parser_reset"];
    var _ts_parser_set_language = Module["_ts_parser_set_language"] = wasmExports["ts_parser_set_language"];
    var _ts_parser_timeout_micros = Module["_ts_parser_timeout_micros"] = wasmExports["ts_parser_timeout_micros"];
    var _ts_parser_set_timeout_micros = Module["_ts_parser_set_timeout_micros"] = wasmExports["ts_parser_set_timeout_micros"];
    var _ts_parser_set_included_ranges = Module["_ts_parser_set_included_ranges"] = wasmExports["ts_parser_set_included_ranges"];
    var _ts_query_new = Module["_ts_query_new"] = wasmExports["ts_query_new"];
    var _ts_query_delete = Module["_ts_query_delete"] = wasmExports["ts_query_delete"];
    var _iswspace = Module["_iswspace"] = wasmExports["iswspace"];
    var _iswalnum = Module["_iswalnum"] = wasmExports["iswalnum"];
    var _ts_query_pattern_count = Module["_ts_query_pattern_count"] = wasmExports["ts_query_pattern_count"];
    var _ts_query_capture_count = Module["_ts_query_capture_count"] = wasmExports["ts_query_capture_count"];
    var _ts_query_string_count = Module["_ts_query_string_count"] = wasmExports["ts_query_string_count"];
    var _ts_query_capture_name_for_id = Module["_ts_query_capture_name_for_id"] = wasmExports["ts_query_capture_name_for_id"];
    var _ts_query_capture_quantifier_for_id = Module["_ts_query_capture_quantifier_for_id"] = wasmExports["ts_query_capture_quantifier_for_id"];
    var _ts_query_string_value_for_id = Module["_ts_query_string_value_for_id"] = wasmExports["ts_query_string_value_for_id"];
    var _ts_query_predicates_for_pattern = Module["_ts_query_predicates_for_pattern"] = wasmExports["ts_query_predicates_for_pattern"];
    var _ts_query_start_byte_for_pattern = Module["_ts_query_start_byte_for_pattern"] = wasmExports["ts_query_start_byte_for_pattern"];
    var _ts_query_end_byte_for_pattern = Module["_ts_query_end_byte_for_pattern"] = wasmExports["ts_query_end_byte_for_pattern"];
    var _ts_query_is_pattern_rooted = Module["_ts_query_is_pattern_rooted"] = wasmExports["ts_query_is_pattern_rooted"];
    var _ts_query_is_pattern_non_local = Module["_ts_query_is_pattern_non_local"] = wasmExports["ts_query_is_pattern_non_local"];
    var _ts_query_is_pattern_guaranteed_at_step = Module["_ts_query_is_pattern_guaranteed_at_step"] = wasmExports["ts_query_is_pattern_guaranteed_at_step"];
    var _ts_query_disable_capture = Module["_ts_query_disable_capture"] = wasmExports["ts_query_disable_capture"];
    var _ts_query_disable_pattern = Module["_ts_query_disable_pattern"] = wasmExports["ts_query_disable_pattern"];
    var _ts_tree_copy = Module["_ts_tree_copy"] = wasmExports["ts_tree_copy"];
    var _ts_tree_delete = Module["_ts_tree_delete"] = wasmExports["ts_tree_delete"];
    var _ts_init = Module["_ts_init"] = wasmExports["ts_init"];
    var _ts_parser_new_wasm = Module["_ts_parser_new_wasm"] = wasmExports["ts_parser_new_wasm"];
    var _ts_parser_enable_logger_wasm = Module["_ts_parser_enable_logger_wasm"] = wasmExports["ts_parser_enable_logger_wasm"];
    var _ts_parser_parse_wasm = Module["_ts_parser_parse_wasm"] = wasmExports["ts_parser_parse_wasm"];
    var _ts_parser_included_ranges_wasm = Module["_ts_parser_included_ranges_wasm"] = wasmExports["ts_parser_included_ranges_wasm"];
    var _ts_language_type_is_named_wasm = Module["_ts_language_type_is_named_wasm"] = wasmExports["ts_language_type_is_named_wasm"];
    var _ts_language_type_is_visible_wasm = Module["_ts_language_type_is_visible_wasm"] = wasmExports["ts_language_type_is_visible_wasm"];
    var _ts_language_supertypes_wasm = Module["_ts_language_supertypes_wasm"] = wasmExports["ts_language_supertypes_wasm"];
    var _ts_language_subtypes_wasm = Module["_ts_language_subtypes_wasm"] = wasmExports["ts_language_subtypes_wasm"];
    var _ts_tree_root_node_wasm = Module["_ts_tree_root_node_wasm"] = wasmExports["ts_tree_root_node_wasm"];
    var _ts_tree_root_node_with_offset_wasm = Module["_ts_tree_root_node_with_offset_wasm"] = wasmExports["ts_tree_root_node_with_offset_wasm"];
    var _ts_tree_edit_wasm = Module["_ts_tree_edit_wasm"] = wasmExports["ts_tree_edit_wasm"];
    var _ts_tree_included_ranges_wasm = Module["_ts_tree_included_ranges_wasm"] = wasmExports["ts_tree_included_ranges_wasm"];
    var _ts_tree_get_changed_ranges_wasm = Module["_ts_tree_get_changed_ranges_wasm"] = wasmExports["ts_tree_get_changed_ranges_wasm"];
    var _ts_tree_cursor_new_wasm = Module["_ts_tree_cursor_new_wasm"] = wasmExports["ts_tree_cursor_new_wasm"];
    var _ts_tree_cursor_copy_wasm = Module["_ts_tree_cursor_copy_wasm"] = wasmExports["ts_tree_cursor_copy_wasm"];
    var _ts_tree_cursor_delete_wasm = Module["_ts_tree_cursor_delete_wasm"] = wasmExports["ts_tree_cursor_delete_wasm"];
    var _ts_tree_cursor_reset_wasm = Module["_ts_tree_cursor_reset_wasm"] = wasmExports["ts_tree_cursor_reset_wasm"];
    var _ts_tree_cursor_reset_to_wasm = Module["_ts_tree_cursor_reset_to_wasm"] = wasmExports["ts_tree_cursor_reset_to_wasm"];
    var _ts_tree_cursor_goto_first_child_wasm = Module["_ts_tree_cursor_goto_first_child_wasm"] = wasmExports["ts_tree_cursor_goto_first_child_wasm"];
    var _ts_tree_cursor_goto_last_child_wasm = Module["_ts_tree_cursor_goto_last_child_wasm"] = wasmExports["ts_tree_cursor_goto_last_child_wasm"];
    var _ts_tree_cursor_goto_first_child_for_index_wasm = Module["_ts_tree_cursor_goto_first_child_for_index_wasm"] = wasmExports["ts_tree_cursor_goto_first_child_for_index_wasm"];
    var _ts_tree_cursor_goto_first_child_for_position_wasm = Module["_ts_tree_cursor_goto_first_child_for_position_wasm"] = wasmExports["ts_tree_cursor_goto_first_child_for_position_wasm"];
    var _ts_tree_cursor_goto_next_sibling_wasm = Module["_ts_tree_cursor_goto_next_sibling_wasm"] = wasmExports["ts_tree_cursor_goto_next_sibling_wasm"];
    var _ts_tree_cursor_goto_previous_sibling_wasm = Module["_ts_tree_cursor_goto_previous_sibling_wasm"] = wasmExports["ts_tree_cursor_goto_previous_sibling_wasm"];
    var _ts_tree_cursor_goto_descendant_wasm = Module["_ts_tree_cursor_goto_descendant_wasm"] = wasmExports["ts_tree_cursor_goto_descendant_wasm"];
    var _ts_tree_cursor_goto_parent_wasm = Module["_ts_tree_cursor_goto_parent_wasm"] = wasmExports["ts_tree_cursor_goto_parent_wasm"];
    var _ts_tree_cursor_current_node_type_id_wasm = Module["_ts_tree_cursor_current_node_type_id_wasm"] = wasmExports["ts_tree_cursor_current_node_type_id_wasm"];
    var _ts_tree_cursor_current_node_state_id_wasm = Module["_ts_tree_cursor_current_node_state_id_wasm"] = wasmExports["ts_tree_cursor_current_node_state_id_wasm"];
    var _ts_tree_cursor_current_node_is_named_wasm = Module["_ts_tree_cursor_current_node_is_named_wasm"] = wasmExports["ts_tree_cursor_current_node_is_named_wasm"];
    var _ts_tree_cursor_current_node_is_missing_wasm = Module["_ts_tree_cursor_current_node_is_missing_wasm"] = wasmExports["ts_tree_cursor_current_node_is_missing_wasm"];
    var _ts_tree_cursor_current_node_id_wasm = Module["_ts_tree_cursor_current_node_id_wasm"] = wasmExports["ts_tree_cursor_current_node_id_wasm"];
    var _ts_tree_cursor_start_position_wasm = Module["_ts_tree_cursor_start_position_wasm"] = wasmExports["ts_tree_cursor_start_position_wasm"];
    var _ts_tree_cursor_end_position_wasm = Module["_ts_tree_cursor_end_position_wasm"] = wasmExports["ts_tree_cursor_end_position_wasm"];
    var _ts_tree_cursor_start_index_wasm = Module["_ts_tree_cursor_start_index_wasm"] = wasmExports["ts_tree_cursor_start_index_wasm"];
    var _ts_tree_cursor_end_index_wasm = Module["_ts_tree_cursor_end_index_wasm"] = wasmExports["ts_tree_cursor_end_index_wasm"];
    var _ts_tree_cursor_current_field_id_wasm = Module["_ts_tree_cursor_current_field_id_wasm"] = wasmExports["ts_tree_cursor_current_field_id_wasm"];
    var _ts_tree_cursor_current_depth_wasm = Module["_ts_tree_cursor_current_depth_wasm"] = wasmExports["ts_tree_cursor_current_depth_wasm"];
    var _ts_tree_cursor_current_descendant_index_wasm = Module["_ts_tree_cursor_current_descendant_index_wasm"] = wasmExports["ts_tree_cursor_current_descendant_index_wasm"];
    var _ts_tree_cursor_current_node_wasm = Module["_ts_tree_cursor_current_node_wasm"] = wasmExports["ts_tree_cursor_current_node_wasm"];
    var _ts_node_symbol_wasm = Module["_ts_node_symbol_wasm"] = wasmExports["ts_node_symbol_wasm"];
    var _ts_node_field_name_for_child_wasm = Module["_ts_node_field_name_for_child_wasm"] = wasmExports["ts_node_field_name_for_child_wasm"];
    var _ts_node_field_name_for_named_child_wasm = Module["_ts_node_field_name_for_named_child_wasm"] = wasmExports["ts_node_field_name_for_named_child_wasm"];
    var _ts_node_children_by_field_id_wasm = Module["_ts_node_children_by_field_id_wasm"] = wasmExports["ts_node_children_by_field_id_wasm"];
    var _ts_node_first_child_for_byte_wasm = Module["_ts_node_first_child_for_byte_wasm"] = wasmExports["ts_node_first_child_for_byte_wasm"];
    var _ts_node_first_named_child_for_byte_wasm = Module["_ts_node_first_named_child_for_byte_wasm"] = wasmExports["ts_node_first_named_child_for_byte_wasm"];
    var _ts_node_grammar_symbol_wasm = Module["_ts_node_grammar_symbol_wasm"] = wasmExports["ts_node_grammar_symbol_wasm"];
    var _ts_node_child_count_wasm = Module["_ts_node_child_count_wasm"] = wasmExports["ts_node_child_count_wasm"];
    var _ts_node_named_child_count_wasm = Module["_ts_node_named_child_count_wasm"] = wasmExports["ts_node_named_child_count_wasm"];
    var _ts_node_child_wasm = Module["_ts_node_child_wasm"] = wasmExports["ts_node_child_wasm"];
    var _ts_node_named_child_wasm = Module["_ts_node_named_child_wasm"] = wasmExports["ts_node_named_child_wasm"];
    var _ts_node_child_by_field_id_wasm = Module["_ts_node_child_by_field_id_wasm"] = wasmExports["ts_node_child_by_field_id_wasm"];
    var _ts_node_next_sibling_wasm = Module["_ts_node_next_sibling_wasm"] = wasmExports["ts_node_next_sibling_wasm"];
    var _ts_node_prev_sibling_wasm = Module["_ts_node_prev_sibling_wasm"] = wasmExports["ts_node_prev_sibling_wasm"];
    var _ts_node_next_named_sibling_wasm = Module["_ts_node_next_named_sibling_wasm"] = wasmExports["ts_node_next_named_sibling_wasm"];
    var _ts_node_prev_named_sibling_wasm = Module["_ts_node_prev_named_sibling_wasm"] = wasmExports["ts_node_prev_named_sibling_wasm"];
    var _ts_node_descendant_count_wasm = Module["_ts_node_descendant_count_wasm"] = wasmExports["ts_node_descendant_count_wasm"];
    var _ts_node_parent_wasm = Module["_ts_node_parent_wasm"] = wasmExports["ts_node_parent_wasm"];
    var _ts_node_child_with_descendant_wasm = Module["_ts_node_child_with_descendant_wasm"] = wasmExports["ts_node_child_with_descendant_wasm"];
    var _ts_node_descendant_for_index_wasm = Module["_ts_node_descendant_for_index_wasm"] = wasmExports["ts_node_descendant_for_index_wasm"];
    var _ts_node_named_descendant_for_index_wasm = Module["_ts_node_named_descendant_for_index_wasm"] = wasmExports["ts_node_named_descendant_for_index_wasm"];
    var _ts_node_descendant_for_position_wasm = Module["_ts_node_descendant_for_position_wasm"] = wasmExports["ts_node_descendant_for_position_wasm"];
    var _ts_node_named_descendant_for_position_wasm = Module["_ts_node_named_descendant_for_position_wasm"] = wasmExports["ts_node_named_descendant_for_position_wasm"];
    var _ts_node_start_point_wasm = Module["_ts_node_start_point_wasm"] = wasmExports["ts_node_start_point_wasm"];
    var _ts_node_end_point_wasm = Module["_ts_node_end_point_wasm"] = wasmExports["ts_node_end_point_wasm"];
    var _ts_node_start_index_wasm = Module["_ts_node_start_index_wasm"] = wasmExports["ts_node_start_index_wasm"];
    var _ts_node_end_index_wasm = Module["_ts_node_end_index_wasm"] = wasmExports["ts_node_end_index_wasm"];
    var _ts_node_to_string_wasm = Module["_ts_node_to_string_wasm"] = wasmExports["ts_node_to_string_wasm"];
    var _ts_node_children_wasm = Module["_ts_node_children_wasm"] = wasmExports["ts_node_children_wasm"];
    var _ts_node_named_children_wasm = Module["_ts_node_named_children_wasm"] = wasmExports["ts_node_named_children_wasm"];
    var _ts_node_descendants_of_type_wasm = Module["_ts_node_descendants_of_type_wasm"] = wasmExports["ts_node_descendants_of_type_wasm"];
    var _ts_node_is_named_wasm = Module["_ts_node_is_named_wasm"] = wasmExports["ts_node_is_named_wasm"];
    var _ts_node_has_changes_wasm = Module["_ts_node_has_changes_wasm"] = wasmExports["ts_node_has_changes_wasm"];
    var _ts_node_has_error_wasm = Module["_ts_node_has_error_wasm"] = wasmExports["ts_node_has_error_wasm"];
    var _ts_node_is_error_wasm = Module["_ts_node_is_error_wasm"] = wasmExports["ts_node_is_error_wasm"];
    var _ts_node_is_missing_wasm = Module["_ts_node_is_missing_wasm"] = wasmExports["ts_node_is_missing_wasm"];
    var _ts_node_is_extra_wasm = Module["_ts_node_is_extra_wasm"] = wasmExports["ts_node_is_extra_wasm"];
    var _ts_node_parse_state_wasm = Module["_ts_node_parse_state_wasm"] = wasmExports["ts_node_parse_state_wasm"];
    var _ts_node_next_parse_state_wasm = Module["_ts_node_next_parse_state_wasm"] = wasmExports["ts_node_next_parse_state_wasm"];
    var _ts_query_matches_wasm = Module["_ts_query_matches_wasm"] = wasmExports["ts_query_matches_wasm"];
    var _ts_query_captures_wasm = Module["_ts_query_captures_wasm"] = wasmExports["ts_query_captures_wasm"];
    var _memset = Module["_memset"] = wasmExports["memset"];
    var _memcpy = Module["_memcpy"] = wasmExports["memcpy"];
    var _memmove = Module["_memmove"] = wasmExports["memmove"];
    var _iswalpha = Module["_iswalpha"] = wasmExports["iswalpha"];
    var _iswblank = Module["_iswblank"] = wasmExports["iswblank"];
    var _iswdigit = Module["_iswdigit"] = wasmExports["iswdigit"];
    var _iswlower = Module["_iswlower"] = wasmExports["iswlower"];
    var _iswupper = Module["_iswupper"] = wasmExports["iswupper"];
    var _iswxdigit = Module["_iswxdigit"] = wasmExports["iswxdigit"];
    var _memchr = Module["_memchr"] = wasmExports["memchr"];
    var _strlen = Module["_strlen"] = wasmExports["strlen"];
    var _strcmp = Module["_strcmp"] = wasmExports["strcmp"];
    var _strncat = Module["_strncat"] = wasmExports["strncat"];
    var _strncpy = Module["_strncpy"] = wasmExports["strncpy"];
    var _towlower = Module["_towlower"] = wasmExports["towlower"];
    var _towupper = Module["_towupper"] = wasmExports["towupper"];
    var _setThrew = wasmExports["setThrew"];
    var __emscripten_stack_restore = wasmExports["_emscripten_stack_restore"];
    var __emscripten_stack_alloc = wasmExports["_emscripten_stack_alloc"];
    var _emscripten_stack_get_current = wasmExports["emscripten_stack_get_current"];
    var ___wasm_apply_data_relocs = wasmExports["__wasm_apply_data_relocs"];
    Module["setValue"] = setValue;
    Module["getValue"] = getValue;
    Module["UTF8ToString"] = UTF8ToString;
    Module["stringToUTF8"] = stringToUTF8;
    Module["lengthBytesUTF8"] = lengthBytesUTF8;
    Module["AsciiToString"] = AsciiToString;
    Module["stringToUTF16"] = stringToUTF16;
    Module["loadWebAssemblyModule"] = loadWebAssemblyModule;
    function callMain(args2 = []) {
      var entryFunction = resolveGlobalSymbol("main").sym;
      if (!entryFunction) return;
      args2.unshift(thisProgram);
      var argc = args2.length;
      var argv = stackAlloc((argc + 1) * 4);
      var argv_ptr = argv;
      args2.forEach((arg) => {
        LE_HEAP_STORE_U32((argv_ptr >> 2) * 4, stringToUTF8OnStack(arg));
        argv_ptr += 4;
      });
      LE_HEAP_STORE_U32((argv_ptr >> 2) * 4, 0);
      try {
        var ret = entryFunction(argc, argv);
        exitJS(
          ret,
          /* implicit = */
          true
        );
        return ret;
      } catch (e) {
        return handleException(e);
      }
    }
    __name(callMain, "callMain");
    function run(args2 = arguments_) {
      if (runDependencies > 0) {
        dependenciesFulfilled = run;
        return;
      }
      preRun();
      if (runDependencies > 0) {
        dependenciesFulfilled = run;
        return;
      }
      function doRun() {
        Module["calledRun"] = true;
        if (ABORT) return;
        initRuntime();
        preMain();
        readyPromiseResolve(Module);
        Module["onRuntimeInitialized"]?.();
        var noInitialRun = Module["noInitialRun"];
        if (!noInitialRun) callMain(args2);
        postRun();
      }
      __name(doRun, "doRun");
      if (Module["setStatus"]) {
        Module["setStatus"]("Running...");
        setTimeout(() => {
          setTimeout(() => Module["setStatus"](""), 1);
          doRun();
        }, 1);
      } else {
        doRun();
      }
    }
    __name(run, "run");
    if (Module["preInit"]) {
      if (typeof Module["preInit"] == "function") Module["preInit"] = [Module["preInit"]];
      while (Module["preInit"].length > 0) {
        Module["preInit"].pop()();
      }
    }
    run();
    moduleRtn = readyPromise;
    return moduleRtn;
  };
})();
var tree_sitter_default = Module2;
var Module3 = null;
async function initializeBinding(moduleOptions) {
  if (!Module3) {
    Module3 = await tree_sitter_default(moduleOptions);
  }
  return Module3;
}
__name(initializeBinding, "initializeBinding");
function checkModule() {
  return !!Module3;
}
__name(checkModule, "checkModule");
var TRANSFER_BUFFER;
var LANGUAGE_VERSION;
var MIN_COMPATIBLE_VERSION;
var Parser = class {
  static {
    __name(this, "Parser");
  }
  /** @internal */
  [0] = 0;
  // Internal handle for WASM
  /** @internal */
  [1] = 0;
  // Internal handle for WASM
  /** @internal */
  logCallback = null;
  /** The parser's current language. */
  language = null;
  /**
   * This must always be called before creating a Parser.
   *
   * You can optionally pass in options to configure the WASM module, the most common
   * one being `locateFile` to help the module find the `.wasm` file.
   */
  static async init(moduleOptions) {
    setModule(await initializeBinding(moduleOptions));
    TRANSFER_BUFFER = C._ts_init();
    LANGUAGE_VERSION = C.getValue(TRANSFER_BUFFER, "i32");
    MIN_COMPATIBLE_VERSION = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
  }
  /**
   * Create a new parser.
   */
  constructor() {
    this.initialize();
  }
  /** @internal */
  initialize() {
    if (!checkModule()) {
      throw new Error("cannot construct a Parser before calling `init()`");
    }
    C._ts_parser_new_wasm();
    this[0] = C.getValue(TRANSFER_BUFFER, "i32");
    this[1] = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
  }
  /** Delete the parser, freeing its resources. */
  delete() {
    C._ts_parser_delete(this[0]);
    C._free(this[1]);
    this[0] = 0;
    this[1] = 0;
  }
  /**
   * Set the language that the parser should use for parsing.
   *
   * If the language was not successfully assigned, an error will be thrown.
   * This happens if the language was generated with an incompatible
   * version of the Tree-sitter CLI. Check the language's version using
   * {@link Language#version} and compare it to this library's
   * {@link LANGUAGE_VERSION} and {@link MIN_COMPATIBLE_VERSION} constants.
   */
  setLanguage(language) {
    let address;
    if (!language) {
      address = 0;
      this.language = null;
    } else if (language.constructor === Language) {
      address = language[0];
      const version = C._ts_language_version(address);
      if (version < MIN_COMPATIBLE_VERSION || LANGUAGE_VERSION < version) {
        throw new Error(
          `Incompatible language version ${version}. Compatibility range ${MIN_COMPATIBLE_VERSION} through ${LANGUAGE_VERSION}.`
        );
      }
      this.language = language;
    } else {
      throw new Error("Argument must be a Language");
    }
    C._ts_parser_set_language(this[0], address);
    return this;
  }
  /**
   * Parse a slice of UTF8 text.
   *
   * @param {string | ParseCallback} callback - The UTF8-encoded text to parse or a callback function.
   *
   * @param {Tree | null} [oldTree] - A previous syntax tree parsed from the same document. If the text of the
   *   document has changed since `oldTree` was created, then you must edit `oldTree` to match
   *   the new text using {@link Tree#edit}.
   *
   * @param {ParseOptions} [options] - Options for parsing the text.
   *  This can be used to set the included ranges, or a progress callback.
   *
   * @returns {Tree | null} A {@link Tree} if parsing succeeded, or `null` if:
   *  - The parser has not yet had a language assigned with {@link Parser#setLanguage}.
   *  - The progress callback returned true.
   */
  parse(callback, oldTree, options) {
    if (typeof callback === "string") {
      C.currentParseCallback = (index) => callback.slice(index);
    } else if (typeof callback === "function") {
      C.currentParseCallback = callback;
    } else {
      throw new Error("Argument must be a string or a function");
    }
    if (options?.progressCallback) {
      C.currentProgressCallback = options.progressCallback;
    } else {
      C.currentProgressCallback = null;
    }
    if (this.logCallback) {
      C.currentLogCallback = this.logCallback;
      C._ts_parser_enable_logger_wasm(this[0], 1);
    } else {
      C.currentLogCallback = null;
      C._ts_parser_enable_logger_wasm(this[0], 0);
    }
    let rangeCount = 0;
    let rangeAddress = 0;
    if (options?.includedRanges) {
      rangeCount = options.includedRanges.length;
      rangeAddress = C._calloc(rangeCount, SIZE_OF_RANGE);
      let address = rangeAddress;
      for (let i2 = 0; i2 < rangeCount; i2++) {
        marshalRange(address, options.includedRanges[i2]);
        address += SIZE_OF_RANGE;
      }
    }
    const treeAddress = C._ts_parser_parse_wasm(
      this[0],
      this[1],
      oldTree ? oldTree[0] : 0,
      rangeAddress,
      rangeCount
    );
    if (!treeAddress) {
      C.currentParseCallback = null;
      C.currentLogCallback = null;
      C.currentProgressCallback = null;
      return null;
    }
    if (!this.language) {
      throw new Error("Parser must have a language to parse");
    }
    const result = new Tree(INTERNAL, treeAddress, this.language, C.currentParseCallback);
    C.currentParseCallback = null;
    C.currentLogCallback = null;
    C.currentProgressCallback = null;
    return result;
  }
  /**
   * Instruct the parser to start the next parse from the beginning.
   *
   * If the parser previously failed because of a timeout, cancellation,
   * or callback, then by default, it will resume where it left off on the
   * next call to {@link Parser#parse} or other parsing functions.
   * If you don't want to resume, and instead intend to use this parser to
   * parse some other document, you must call `reset` first.
   */
  reset() {
    C._ts_parser_reset(this[0]);
  }
  /** Get the ranges of text that the parser will include when parsing. */
  getIncludedRanges() {
    C._ts_parser_included_ranges_wasm(this[0]);
    const count = C.getValue(TRANSFER_BUFFER, "i32");
    const buffer = C.getValue(TRANSFER_BUFFER + SIZE_OF_INT, "i32");
    const result = new Array(count);
    if (count > 0) {
      let address = buffer;
      for (let i2 = 0; i2 < count; i2++) {
        result[i2] = unmarshalRange(address);
        address += SIZE_OF_RANGE;
      }
      C._free(buffer);
    }
    return result;
  }
  /**
   * @deprecated since version 0.25.0, prefer passing a progress callback to {@link Parser#parse}
   *
   * Get the duration in microseconds that parsing is allowed to take.
   *
   * This is set via {@link Parser#setTimeoutMicros}.
   */
  getTimeoutMicros() {
    return C._ts_parser_timeout_micros(this[0]);
  }
  /**
   * @deprecated since version 0.25.0, prefer passing a progress callback to {@link Parser#parse}
   *
   * Set the maximum duration in microseconds that parsing should be allowed
   * to take before halting.
   *
   * If parsing takes longer than this, it will halt early, returning `null`.
   * See {@link Parser#parse} for more information.
   */
  setTimeoutMicros(timeout) {
    C._ts_parser_set_timeout_micros(this[0], 0, timeout);
  }
  /** Set the logging callback that a parser should use during parsing. */
  setLogger(callback) {
    if (!callback) {
      this.logCallback = null;
    } else if (typeof callback !== "function") {
      throw new Error("Logger callback must be a function");
    } else {
      this.logCallback = callback;
    }
    return this;
  }
  /** Get the parser's current logger. */
  getLogger() {
    return this.logCallback;
  }
};

// src/python/flat-tree.ts
var SLOTS = 4;
var ERROR = "ERROR";
var MISSING = "MISSING";
var FlatTree = class {
  text;
  #data;
  #names;
  #named;
  constructor(text, data, names, named) {
    this.text = text;
    this.#data = data;
    this.#names = names;
    this.#named = named;
  }
  type(node) {
    return this.#names[this.#data[node * SLOTS] ?? 0] ?? ERROR;
  }
  start(node) {
    return this.#data[node * SLOTS + 1] ?? 0;
  }
  end(node) {
    return this.#data[node * SLOTS + 2] ?? 0;
  }
  /** The node behind this one's subtree: its next sibling, if the parent reaches that far. */
  next(node) {
    return this.#data[node * SLOTS + 3] ?? node + 1;
  }
  slice(node) {
    return this.text.slice(this.start(node), this.end(node));
  }
  /** Named children. Error nodes are left out: they hold no role, and the flat pass has listed them as problems. */
  children(node) {
    const found = [];
    const stop2 = this.next(node);
    for (let child = node + 1; child < stop2; child = this.next(child)) {
      if (this.#named[this.#data[child * SLOTS] ?? 0] === 1) found.push(child);
    }
    return found;
  }
  /** Every kept child: named ones, operators and errors. */
  all(node) {
    const found = [];
    const stop2 = this.next(node);
    for (let child = node + 1; child < stop2; child = this.next(child)) found.push(child);
    return found;
  }
  /** The first child of a type. */
  child(node, type) {
    const stop2 = this.next(node);
    for (let child = node + 1; child < stop2; child = this.next(child)) {
      if (this.type(child) === type) return child;
    }
    return void 0;
  }
};

// src/python/flatten.ts
var MAX_FAULTS = 500;
var DROP = 0;
var LEAF = 1;
var BRANCH = 2;
var COMMENT = 3;
var STRING = 4;
var STATEMENT = 5;
var TOKENS = /* @__PURE__ */ new Set([
  "async",
  "from",
  "as",
  "in",
  "not in",
  "is",
  "is not",
  "and",
  "or",
  "_",
  ":",
  "<>",
  "!=",
  "=="
]);
var OPERATOR = /^(?:[-+*/%@&|^~<>]|\*\*|\/\/|<<|>>|<=|>=)=?$/;
var LEAVES = /* @__PURE__ */ new Set([
  "identifier",
  "integer",
  "float",
  "true",
  "false",
  "none",
  "ellipsis",
  "wildcard_import",
  "import_prefix",
  "keyword_separator",
  "positional_separator"
]);
var SIMPLE_STATEMENTS = /* @__PURE__ */ new Set([
  "future_import_statement",
  "import_statement",
  "import_from_statement",
  "print_statement",
  "assert_statement",
  "expression_statement",
  "return_statement",
  "delete_statement",
  "raise_statement",
  "pass_statement",
  "break_statement",
  "continue_statement",
  "global_statement",
  "nonlocal_statement",
  "exec_statement",
  "type_alias_statement"
]);
var DROPPED = /* @__PURE__ */ new Set(["string_start", "string_content", "string_end", "type_conversion", "line_continuation"]);
function nodeTypes(grammar) {
  const names = grammar.types.map((name2) => name2 ?? "");
  const error = names.length;
  const missing = error + 1;
  const named = new Uint8Array(missing + 1);
  const action = new Uint8Array(missing + 1);
  for (const [id, name2] of names.entries()) {
    const isNamed = grammar.nodeTypeIsNamed(id);
    named[id] = isNamed ? 1 : 0;
    action[id] = actionFor(name2, isNamed);
  }
  named[missing] = 1;
  action[error] = BRANCH;
  action[missing] = LEAF;
  return { names: [...names, ERROR, MISSING], named, action, error, missing };
}
function actionFor(name2, isNamed) {
  if (!isNamed) return TOKENS.has(name2) || OPERATOR.test(name2) ? LEAF : DROP;
  if (name2 === "comment") return COMMENT;
  if (name2 === "string") return STRING;
  if (SIMPLE_STATEMENTS.has(name2)) return STATEMENT;
  if (DROPPED.has(name2)) return DROP;
  return LEAVES.has(name2) ? LEAF : BRANCH;
}
function flatten(cursor, source, types) {
  const pass = new FlatPass(cursor, source, types);
  pass.run();
  return {
    tree: new FlatTree(source.text, pass.finished(), types.names, types.named),
    comments: pass.comments,
    strings: pass.strings,
    statements: pass.statements,
    faults: pass.faults
  };
}
var FlatPass = class {
  comments = [];
  strings = [];
  statements = [];
  faults = [];
  #cursor;
  #text;
  #types;
  #hasFaults;
  #base;
  #open = [];
  #data;
  #count = 0;
  constructor(cursor, { text, base, hasFaults }, types) {
    this.#cursor = cursor;
    this.#text = text;
    this.#types = types;
    this.#hasFaults = hasFaults;
    this.#base = base;
    this.#data = new Int32Array(SLOTS * (256 + (cursor.endIndex - cursor.startIndex >> 2)));
  }
  finished() {
    return this.#data.subarray(0, this.#count * SLOTS);
  }
  run() {
    const cursor = this.#cursor;
    for (; ; ) {
      if (this.#enter() && cursor.gotoFirstChild()) {
        this.#open.push(this.#count - 1);
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        const parent = this.#open.pop();
        if (parent === void 0 || !cursor.gotoParent()) return;
        this.#data[parent * SLOTS + 3] = this.#count;
      }
    }
  }
  /** Writes the cursor's node, if it is one to keep; true when its children are to be read. */
  #enter() {
    const id = this.#cursor.nodeTypeId;
    const isError = id >= this.#types.error;
    const action = isError ? BRANCH : this.#types.action[id];
    if (this.#hasFaults && this.#entersFault(id, isError)) return false;
    if (action === DROP) return false;
    const start3 = this.#base + this.#cursor.startIndex;
    const end = this.#base + this.#cursor.endIndex;
    if (action === COMMENT) {
      this.comments.push({ start: start3, end });
      return false;
    }
    this.#write(isError ? this.#types.error : id, start3, end);
    if (action === STATEMENT) this.statements.push({ start: start3, end });
    if (action !== STRING) return action === BRANCH || action === STATEMENT;
    if (start3 >= (this.strings.at(-1)?.end ?? 0)) this.strings.push({ start: start3, end });
    return this.#hasFaults || isInterpolating(this.#text, start3);
  }
  /** Lists errors and missing tokens; true for a missing one, which has no children. */
  #entersFault(id, isError) {
    const cursor = this.#cursor;
    const start3 = this.#base + cursor.startIndex;
    const end = this.#base + cursor.endIndex;
    if (isError) this.#report({ start: start3, end });
    if (start3 !== end || !cursor.nodeIsMissing) return false;
    this.#report({ start: start3, end, missing: this.#types.names[id] ?? "" });
    if (this.#types.named[id] === 1) this.#write(this.#types.missing, start3, end);
    return true;
  }
  #report(fault) {
    if (this.faults.length < MAX_FAULTS) this.faults.push(fault);
  }
  #write(type, start3, end) {
    const at = this.#count * SLOTS;
    if (at + SLOTS > this.#data.length) {
      const larger = new Int32Array(this.#data.length * 2);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[at] = type;
    this.#data[at + 1] = start3;
    this.#data[at + 2] = end;
    this.#count += 1;
    this.#data[at + 3] = this.#count;
  }
};
function isInterpolating(text, start3) {
  for (let at = start3; at < start3 + 3; at += 1) {
    const letter = text.charCodeAt(at) | 32;
    if (letter === 102 || letter === 116) return true;
    if (letter === 34 || letter === 39) return false;
  }
  return false;
}

// src/python/memory-cursor.ts
var HEAP2 = { padding: 4, size: 16, childCount: 36, symbol: 40, flags: 44, production: 66 };
var INLINE = { symbol: 1, padding: 6, size: 7 };
var INLINE_BIT = { inline: 1, visible: 2, extra: 8, missing: 32 };
var HEAP_BIT = { visible: 1, extra: 4, missing: 512 };
var LANGUAGE = { maxAliases: 36, publicSymbols: 76, aliases: 84 };
var TREE_LANGUAGE = 8;
var SUBTREE_BYTES = 8;
var ERROR_SYMBOL = 65535;
var FRAME = { children: 0, count: 1, index: 2, structural: 3, aliases: 4, position: 5, visible: 6, size: 7 };
var MemoryCursor = class {
  nodeTypeId = 0;
  startIndex = 0;
  endIndex = 0;
  nodeIsMissing = false;
  #bytes;
  #shorts;
  #words;
  #language;
  #frames = new Int32Array(64 * FRAME.size);
  #top = -1;
  /** The node's heap record, or 0 for a leaf that lies in its parent. */
  #record = 0;
  #start = 0;
  constructor(memory, tree) {
    this.#bytes = new Uint8Array(memory);
    this.#shorts = new Uint16Array(memory);
    this.#words = new Uint32Array(memory);
    this.#language = this.#word(tree + TREE_LANGUAGE);
    this.#enter(tree, this.#padding(tree), 0);
  }
  gotoFirstChild() {
    if (this.#record === 0 || this.#word(this.#record + HEAP2.childCount) === 0) return false;
    const record = this.#record;
    const start3 = this.#start;
    this.#push(record, start3, 1);
    if (this.#advance()) return true;
    this.#top -= 1;
    this.#record = record;
    this.#start = start3;
    return false;
  }
  gotoNextSibling() {
    return this.#advance();
  }
  /** Only the walk goes on from the parent: its own type and place are not read again. */
  gotoParent() {
    while (this.#top >= 0 && this.#frame(FRAME.visible) === 0) this.#top -= 1;
    if (this.#top < 0) return false;
    this.#top -= 1;
    return true;
  }
  /** The next visible node below the nearest visible parent; hidden ones are gone through. */
  #advance() {
    while (this.#top >= 0) {
      const index = this.#frame(FRAME.index);
      if (index === this.#frame(FRAME.count)) {
        if (this.#frame(FRAME.visible) === 1) return false;
        this.#top -= 1;
        continue;
      }
      if (this.#take(index)) return true;
    }
    return false;
  }
  /** Steps over a child; true when it is the node to stop at. */
  #take(index) {
    const base = this.#top * FRAME.size;
    const frames = this.#frames;
    const slot = (frames[base + FRAME.children] ?? 0) + index * SUBTREE_BYTES;
    const first = this.#bytes[slot] ?? 0;
    const isInline = (first & INLINE_BIT.inline) !== 0;
    const record = isInline ? 0 : this.#word(slot);
    const flags2 = isInline ? first : this.#short(record + HEAP2.flags);
    const isExtra = (flags2 & (isInline ? INLINE_BIT.extra : HEAP_BIT.extra)) !== 0;
    const aliases = frames[base + FRAME.aliases] ?? 0;
    const structural = frames[base + FRAME.structural] ?? 0;
    const alias = isExtra || aliases === 0 ? 0 : this.#short(aliases + structural * 2);
    const start3 = (frames[base + FRAME.position] ?? 0) + (index === 0 ? 0 : this.#padding(slot));
    const size = isInline ? this.#bytes[slot + INLINE.size] ?? 0 : this.#word(record + HEAP2.size);
    frames[base + FRAME.index] = index + 1;
    if (!isExtra) frames[base + FRAME.structural] = structural + 1;
    frames[base + FRAME.position] = start3 + size;
    if (alias !== 0 || (flags2 & (isInline ? INLINE_BIT.visible : HEAP_BIT.visible)) !== 0) {
      this.#enter(slot, start3, alias);
      return true;
    }
    if (record !== 0 && this.#word(record + HEAP2.childCount) > 0) this.#push(record, start3, 0);
    return false;
  }
  #enter(slot, start3, alias) {
    const first = this.#bytes[slot] ?? 0;
    const isInline = (first & INLINE_BIT.inline) !== 0;
    const record = isInline ? 0 : this.#word(slot);
    const own = isInline ? this.#bytes[slot + INLINE.symbol] ?? 0 : this.#short(record + HEAP2.symbol);
    const symbol = alias === 0 ? own : alias;
    const size = isInline ? this.#bytes[slot + INLINE.size] ?? 0 : this.#word(record + HEAP2.size);
    this.nodeTypeId = symbol === ERROR_SYMBOL ? symbol : this.#short(this.#word(this.#language + LANGUAGE.publicSymbols) + symbol * 2);
    this.startIndex = start3 >> 1;
    this.endIndex = start3 + size >> 1;
    this.nodeIsMissing = isInline ? (first & INLINE_BIT.missing) !== 0 : (this.#short(record + HEAP2.flags) & HEAP_BIT.missing) !== 0;
    this.#record = record;
    this.#start = start3;
  }
  #push(record, start3, visible) {
    this.#top += 1;
    const base = this.#top * FRAME.size;
    if (base + FRAME.size > this.#frames.length) {
      const larger = new Int32Array(this.#frames.length * 2);
      larger.set(this.#frames);
      this.#frames = larger;
    }
    const frames = this.#frames;
    const count = this.#word(record + HEAP2.childCount);
    const production = this.#short(record + HEAP2.production);
    const stride = this.#short(this.#language + LANGUAGE.maxAliases) * 2;
    frames[base + FRAME.children] = record - count * SUBTREE_BYTES;
    frames[base + FRAME.count] = count;
    frames[base + FRAME.index] = 0;
    frames[base + FRAME.structural] = 0;
    frames[base + FRAME.aliases] = production === 0 ? 0 : this.#word(this.#language + LANGUAGE.aliases) + production * stride;
    frames[base + FRAME.position] = start3;
    frames[base + FRAME.visible] = visible;
  }
  #frame(field) {
    return this.#frames[this.#top * FRAME.size + field] ?? 0;
  }
  #padding(slot) {
    const isInline = ((this.#bytes[slot] ?? 0) & INLINE_BIT.inline) !== 0;
    return isInline ? this.#bytes[slot + INLINE.padding] ?? 0 : this.#word(this.#word(slot) + HEAP2.padding);
  }
  #word(address) {
    return this.#words[address >>> 2] ?? 0;
  }
  #short(address) {
    return this.#shorts[address >>> 1] ?? 0;
  }
};
function walkAlike(a, b) {
  for (; ; ) {
    if (!standAlike(a, b)) return false;
    const down = a.gotoFirstChild();
    if (down !== b.gotoFirstChild()) return false;
    let moved = down;
    while (!moved) {
      moved = a.gotoNextSibling();
      if (moved !== b.gotoNextSibling()) return false;
      if (moved) break;
      const up = a.gotoParent();
      if (up !== b.gotoParent()) return false;
      if (!up) return true;
    }
  }
}
function standAlike(a, b) {
  return a.nodeTypeId === b.nodeTypeId && a.startIndex === b.startIndex && a.endIndex === b.endIndex && a.nodeIsMissing === b.nodeIsMissing;
}
var LAYOUT_SAMPLE = `# comment
@a.b(1, *c, k="é😀")
async def f(x: int = 1, *, y: list[int] | None = None, **z) -> "str":
    """Doc."""
    print(f"{x!r:>{w}} {{}} \\n", not x is not y in z, type, match)
    return [i async for i in x if i] or {1: 2, **z}, (yield)


class ${"L".repeat(300)}(B, metaclass=M):
    pass
match x:
    case {"a": -1, **r} | A(b=1) | _ if c: d \\
        .e
    case _: pass
x = f(
broken = = 1
with (a as b, c): pass
${"\n".repeat(20)}          y = 1 if
`;

// src/python/ascii-names.ts
var PUNCTUATION = {
  SPACE: " ",
  "EXCLAMATION MARK": "!",
  "QUOTATION MARK": '"',
  "NUMBER SIGN": "#",
  "DOLLAR SIGN": "$",
  "PERCENT SIGN": "%",
  AMPERSAND: "&",
  APOSTROPHE: "'",
  "LEFT PARENTHESIS": "(",
  "RIGHT PARENTHESIS": ")",
  ASTERISK: "*",
  "PLUS SIGN": "+",
  COMMA: ",",
  "HYPHEN-MINUS": "-",
  "FULL STOP": ".",
  SOLIDUS: "/",
  COLON: ":",
  SEMICOLON: ";",
  "LESS-THAN SIGN": "<",
  "EQUALS SIGN": "=",
  "GREATER-THAN SIGN": ">",
  "QUESTION MARK": "?",
  "COMMERCIAL AT": "@",
  "LEFT SQUARE BRACKET": "[",
  "REVERSE SOLIDUS": "\\",
  "RIGHT SQUARE BRACKET": "]",
  "CIRCUMFLEX ACCENT": "^",
  "LOW LINE": "_",
  "GRAVE ACCENT": "`",
  "LEFT CURLY BRACKET": "{",
  "VERTICAL LINE": "|",
  "RIGHT CURLY BRACKET": "}",
  TILDE: "~",
  "LINE FEED": "\n",
  "CARRIAGE RETURN": "\r",
  NULL: "\0"
};
var DIGITS = ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"];
function asciiByName(name2) {
  const upper = name2.toUpperCase();
  const [, kind, letter] = /^(?:LATIN (SMALL|CAPITAL) LETTER|DIGIT) ([A-Z]+)$/.exec(upper) ?? [];
  if (kind !== void 0 && letter?.length === 1) return kind === "SMALL" ? letter.toLowerCase() : letter;
  if (kind === void 0 && letter !== void 0)
    return DIGITS.includes(letter) ? String(DIGITS.indexOf(letter)) : void 0;
  return Object.hasOwn(PUNCTUATION, upper) ? PUNCTUATION[upper] : void 0;
}

// src/python/literals.ts
var SIMPLE_ESCAPES = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "	",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": ""
};
var ESCAPE = /\\([0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[^])/g;
var FORMAT_ESCAPE = /\\([0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[^{}])|\{\{|\}\}/g;
var NEWLINE = /\r\n?/g;
var OPENING = /([A-Za-z]{0,3})('''|"""|'|")/y;
function stringShape(text, start3, end) {
  OPENING.lastIndex = start3;
  const opening = OPENING.exec(text);
  const prefix = (opening?.[1] ?? "").toLowerCase();
  const quote = opening?.[2] ?? "";
  const contentStart = Math.min(end, start3 + prefix.length + quote.length);
  const closes = end - contentStart >= quote.length && text.startsWith(quote, end - quote.length);
  return {
    raw: prefix.includes("r"),
    bytes: prefix.includes("b"),
    format: prefix.includes("f") ? "f" : prefix.includes("t") ? "t" : "",
    start: contentStart,
    end: closes ? end - quote.length : end
  };
}
function evaluateText(source, shape) {
  const text = source.includes("\r") ? source.replace(NEWLINE, "\n") : source;
  const interpolating = shape.format !== "";
  if (shape.raw) return interpolating ? text.replace(/\{\{|\}\}/g, (pair) => pair.charAt(0)) : text;
  if (!text.includes("\\") && !(interpolating && /[{}]/.test(text))) return text;
  return text.replace(
    interpolating ? FORMAT_ESCAPE : ESCAPE,
    (whole, escape) => escape === void 0 ? whole.charAt(0) : evaluateEscape(escape, shape.bytes) ?? whole
  );
}
function evaluateEscape(escape, bytes) {
  const simple2 = SIMPLE_ESCAPES[escape];
  if (simple2 !== void 0) return simple2;
  if (/^[0-7]/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8) & (bytes ? 255 : 511));
  if (escape.length === 1) return void 0;
  if (escape.startsWith("N")) return bytes ? void 0 : asciiByName(escape.slice(2, -1));
  const code = Number.parseInt(escape.slice(1), 16);
  if (escape.startsWith("x")) return String.fromCharCode(code);
  if (bytes || code > 1114111) return void 0;
  return String.fromCodePoint(code);
}
function evaluateNumber(raw) {
  const digits = raw.replaceAll("_", "").toLowerCase().replace(/l$/, "");
  if (!digits.startsWith("0x") && digits.endsWith("j")) return Number.NaN;
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  return Number(digits);
}
function foldName(name2) {
  for (let at = 0; at < name2.length; at += 1) {
    if (name2.charCodeAt(at) > 127) return name2.normalize("NFKC");
  }
  return name2;
}

// src/python/lower-atoms.ts
var ATOMS = [
  [
    "identifier",
    ({ tree }, node) => ({
      kind: "name",
      id: foldName(tree.slice(node)),
      start: tree.start(node),
      end: tree.end(node)
    })
  ],
  ["integer", number],
  ["float", number],
  ["true", ({ tree }, node) => ({ kind: "bool", value: true, start: tree.start(node), end: tree.end(node) })],
  ["false", ({ tree }, node) => ({ kind: "bool", value: false, start: tree.start(node), end: tree.end(node) })],
  ["none", ({ tree }, node) => ({ kind: "none", start: tree.start(node), end: tree.end(node) })],
  ["ellipsis", ({ tree }, node) => ({ kind: "ellipsis", start: tree.start(node), end: tree.end(node) })],
  ["string", string],
  ["concatenated_string", string],
  ["_", ({ tree }, node) => ({ kind: "name", id: "_", start: tree.start(node), end: tree.end(node) })],
  [MISSING, ({ tree }, node) => ({ kind: "unknown", start: tree.start(node), end: tree.end(node) })]
];
function number({ tree }, node) {
  const raw = tree.slice(node);
  return { kind: "number", value: evaluateNumber(raw), raw, start: tree.start(node), end: tree.end(node) };
}
function string(cx, node) {
  const { tree } = cx;
  const start3 = tree.start(node);
  const end = tree.end(node);
  const pieces = { parts: [], formats: [], bytes: false, template: false };
  if (tree.type(node) === "string") addLiteral(cx, node, pieces);
  else for (const literal of tree.children(node)) addLiteral(cx, literal, pieces);
  const { parts: parts2, formats, bytes, template } = pieces;
  const [first = ""] = parts2;
  if (!template && parts2.length <= 1 && typeof first === "string") {
    return bytes ? { kind: "bytes", value: first, start: start3, end } : { kind: "string", value: first, start: start3, end };
  }
  return { kind: "fstring", parts: parts2, start: start3, end, ...formats.length === 0 ? {} : { formats } };
}
function addLiteral(cx, literal, pieces) {
  const { tree } = cx;
  if (tree.type(literal) !== "string") {
    pieces.parts.push(cx.expr(literal));
    return;
  }
  const shape = stringShape(tree.text, tree.start(literal), tree.end(literal));
  pieces.bytes ||= shape.bytes;
  pieces.template ||= shape.format === "t";
  let at = shape.start;
  if (shape.format !== "") {
    for (const child of tree.children(literal)) {
      if (tree.type(child) !== "interpolation") continue;
      addText(pieces.parts, evaluateText(tree.text.slice(at, tree.start(child)), shape));
      addInterpolation(cx, child, pieces);
      at = tree.end(child);
    }
  }
  addText(pieces.parts, evaluateText(tree.text.slice(at, shape.end), shape));
}
function addText(parts2, text) {
  if (text === "") return;
  const last = parts2.at(-1);
  if (typeof last === "string") parts2[parts2.length - 1] = last + text;
  else parts2.push(text);
}
function debugText(text, start3, valueEnd, end) {
  const equals = /^\s*=\s*(?=[!:}])/.exec(text.slice(valueEnd, end));
  return equals === null ? "" : text.slice(start3 + 1, valueEnd + equals[0].length);
}
function interpolated(cx, value, interpolation) {
  const { tree } = cx;
  const isFormat = value !== void 0 && tree.type(value) === "named_expression";
  return cx.exprOr(isFormat ? tree.children(value)[0] : value, interpolation);
}
function addInterpolation(cx, node, pieces) {
  const { tree } = cx;
  const { parts: parts2, formats } = pieces;
  const [value, ...rest] = tree.children(node);
  const debug = value === void 0 ? "" : debugText(tree.text, tree.start(node), tree.end(value), tree.end(node));
  addText(parts2, debug);
  const text = formatText(cx, value, node);
  if (text !== "") formats.push({ part: parts2.length, text });
  parts2.push(interpolated(cx, value, node));
  for (const child of rest) {
    if (tree.type(child) !== "format_specifier") continue;
    for (const nested of tree.children(child)) {
      if (tree.type(nested) === "format_expression") addInterpolation(cx, nested, pieces);
    }
  }
}
function formatText({ tree }, value, node) {
  if (value === void 0) return "";
  const isFormat = tree.type(value) === "named_expression";
  const shown = isFormat ? tree.children(value)[0] ?? value : value;
  const text = tree.text.slice(tree.end(shown), tree.end(node) - 1).trimStart();
  if (isFormat || !text.startsWith("=")) return text;
  const rest = text.slice(1).trimStart();
  return rest === "" ? "!r" : rest;
}

// src/python/commas.ts
function commaIn(text, start3, end) {
  const blanked = text.slice(start3, end).replace(/#[^\n]*/g, (comment2) => " ".repeat(comment2.length));
  const at = blanked.indexOf(",");
  return at === -1 ? -1 : start3 + at;
}

// src/python/lower-collections.ts
var COLLECTIONS = [
  ["list", sequence("list")],
  ["list_pattern", sequence("list")],
  ["set", sequence("set")],
  ["tuple", sequence("tuple")],
  ["expression_list", sequence("tuple")],
  ["pattern_list", sequence("tuple")],
  ["dictionary", dictionary],
  ["list_comprehension", comprehension("list")],
  ["set_comprehension", comprehension("set")],
  ["dictionary_comprehension", comprehension("dict")],
  ["generator_expression", comprehension("generator")],
  ["subscript", subscript],
  ["generic_type", genericType],
  ["slice", slice],
  ["constrained_type", slice],
  ["call", call]
];
function sequence(kind) {
  return (cx, node) => ({ kind, items: items(cx, node), start: cx.tree.start(node), end: cx.tree.end(node) });
}
function items(cx, node) {
  const { tree } = cx;
  const found = [];
  const named = new Set(tree.children(node));
  for (const child of tree.all(node)) {
    if (named.has(child)) found.push(cx.expr(child));
    else if (tree.type(child) === ERROR)
      found.push({ kind: "unknown", start: tree.start(child), end: tree.end(child) });
  }
  return found;
}
function dictionary(cx, node) {
  const { tree } = cx;
  const entries = [];
  for (const child of tree.all(node)) {
    const type = tree.type(child);
    const [first, second] = tree.children(child);
    if (type === "pair") entries.push({ key: cx.exprOr(first, child), value: cx.exprOr(second, child) });
    else if (type === "dictionary_splat") entries.push({ value: cx.exprOr(first, child) });
    else if (type === ERROR)
      entries.push({ value: { kind: "unknown", start: tree.start(child), end: tree.end(child) } });
  }
  return { kind: "dict", entries, start: tree.start(node), end: tree.end(node) };
}
function comprehension(type) {
  return (cx, node) => {
    const { tree } = cx;
    const [body2, ...clauses] = tree.children(node);
    const start3 = tree.start(node);
    const end = tree.end(node);
    const generators = generatorsOf(cx, clauses);
    if (body2 === void 0 || tree.type(body2) !== "pair") {
      return { kind: "comprehension", type, element: cx.exprOr(body2, node), generators, start: start3, end };
    }
    const [key, value] = tree.children(body2);
    const element = cx.exprOr(value, body2);
    return { kind: "comprehension", type, key: cx.exprOr(key, body2), element, generators, start: start3, end };
  };
}
function generatorsOf(cx, clauses) {
  const { tree } = cx;
  const generators = [];
  for (const clause of clauses) {
    const [first, ...rest] = tree.children(clause);
    if (tree.type(clause) === "if_clause") {
      generators.at(-1)?.conditions.push(cx.exprOr(first, clause));
    } else if (tree.type(clause) === "for_in_clause") {
      generators.push({ target: cx.exprOr(first, clause), iter: joined(cx, rest, clause), conditions: [] });
    }
  }
  return generators;
}
function joined(cx, nodes, parent, before) {
  const { tree } = cx;
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first === void 0 || last === void 0) return cx.exprOr(first, parent);
  const comma = before === void 0 ? -1 : commaIn(tree.text, tree.end(last), tree.start(before));
  if (first === last && comma === -1) return cx.expr(first);
  const end = comma === -1 ? tree.end(last) : comma + 1;
  return { kind: "tuple", items: nodes.map((node) => cx.expr(node)), start: tree.start(first), end };
}
function subscript(cx, node) {
  const { tree } = cx;
  const [value, ...index] = tree.children(node);
  return {
    kind: "subscript",
    value: cx.exprOr(value, node),
    index: index.map((child) => cx.expr(child)),
    start: tree.start(node),
    end: tree.end(node)
  };
}
function genericType(cx, node) {
  const { tree } = cx;
  const [name2, parameters2] = tree.children(node);
  return {
    kind: "subscript",
    value: cx.exprOr(name2, node),
    index: parameters2 === void 0 ? [] : items(cx, parameters2),
    start: tree.start(node),
    end: tree.end(node)
  };
}
var BOUNDS = ["lower", "upper", "step"];
function slice(cx, node) {
  const { tree } = cx;
  const bounds = {};
  let position = 0;
  for (const child of tree.all(node)) {
    const bound = BOUNDS[position];
    if (tree.type(child) === ":") position += 1;
    else if (tree.type(child) !== ERROR && bound !== void 0) bounds[bound] = cx.expr(child);
  }
  return { kind: "slice", ...bounds, start: tree.start(node), end: tree.end(node) };
}
function call(cx, node) {
  const { tree } = cx;
  const [func2, args2] = tree.children(node);
  return {
    kind: "call",
    func: cx.exprOr(func2, node),
    args: callArguments(cx, args2),
    start: tree.start(node),
    end: tree.end(node)
  };
}
function callArguments(cx, node) {
  if (node === void 0) return [];
  const { tree } = cx;
  if (tree.type(node) !== "argument_list")
    return [{ value: cx.expr(node), start: tree.start(node), end: tree.end(node) }];
  return tree.all(node).flatMap((child) => {
    if (tree.type(child) !== ERROR) return [argument(cx, child)];
    const start3 = tree.start(child);
    const end = tree.end(child);
    return [{ unpack: "**", value: { kind: "unknown", start: start3, end }, start: start3, end }];
  });
}
function argument(cx, node) {
  const { tree } = cx;
  const start3 = tree.start(node);
  const end = tree.end(node);
  const [first, second] = tree.children(node);
  switch (tree.type(node)) {
    case "keyword_argument":
      return { name: cx.name(first), value: cx.exprOr(second, node), start: start3, end };
    case "list_splat":
      return { unpack: "*", value: cx.exprOr(first, node), start: start3, end };
    case "dictionary_splat":
      return { unpack: "**", value: cx.exprOr(first, node), start: start3, end };
    default: {
      const value = cx.expr(node);
      return value.kind === "starred" ? { unpack: "*", value: value.value, start: start3, end } : { value, start: start3, end };
    }
  }
}

// src/python/edges.ts
function replaceLeft(expr, matches, replace) {
  if (matches(expr)) return replace(expr);
  const again = (operand) => replaceLeft(operand, matches, replace);
  switch (expr.kind) {
    case "attribute":
    case "subscript": {
      const value = again(expr.value);
      return { ...expr, value, start: value.start };
    }
    case "call": {
      const func2 = again(expr.func);
      return { ...expr, func: func2, start: func2.start };
    }
    case "binary":
    case "compare": {
      const left = again(expr.left);
      return { ...expr, left, start: left.start };
    }
    case "conditional": {
      const body2 = again(expr.body);
      return { ...expr, body: body2, start: body2.start };
    }
    case "boolop": {
      const [first, ...others] = expr.values;
      if (first === void 0) return expr;
      const value = again(first);
      return { ...expr, values: [value, ...others], start: value.start };
    }
    default:
      return expr;
  }
}
function hoistStar(expr) {
  if (expr.kind === "starred") return expr;
  const { start: start3, end } = expr;
  const stars = [];
  const isStar = (operand) => operand.kind === "starred" && operand.start === start3;
  const value = replaceLeft(expr, isStar, (operand) => {
    stars.push(operand);
    return operand.kind === "starred" ? operand.value : operand;
  });
  return stars.length === 0 ? expr : { kind: "starred", value, start: start3, end };
}
function typeOperand(left, wordStart, bracket) {
  const word = { kind: "name", id: "type", start: wordStart, end: wordStart + "type".length };
  const isBracketed = (operand) => operand.start !== bracket || operand.kind === "tuple" || operand.kind === "list" || operand.kind === "comprehension";
  return replaceLeft(left, isBracketed, (operand) => {
    const { start: start3, end } = operand;
    if (start3 !== bracket)
      return { kind: "call", func: word, args: [{ value: operand, start: start3, end }], start: wordStart, end: end + 1 };
    if (operand.kind === "list") return { kind: "subscript", value: word, index: operand.items, start: wordStart, end };
    const values = operand.kind === "tuple" ? operand.items : [operand];
    const args2 = values.map((value) => ({ value, start: value.start, end: value.end }));
    return { kind: "call", func: word, args: args2, start: wordStart, end };
  });
}
function endAt(expr, oldEnd, end) {
  if (expr.end !== oldEnd) return expr;
  switch (expr.kind) {
    case "conditional":
      return { ...expr, orelse: endAt(expr.orelse, oldEnd, end), end };
    case "boolop":
      return { ...expr, values: expr.values.map((value) => endAt(value, oldEnd, end)), end };
    case "compare":
      return { ...expr, comparators: expr.comparators.map((value) => endAt(value, oldEnd, end)), end };
    case "lambda":
      return { ...expr, body: endAt(expr.body, oldEnd, end), end };
    case "unary":
      return { ...expr, operand: endAt(expr.operand, oldEnd, end), end };
    default:
      return { ...expr, end };
  }
}

// src/python/lower-patterns.ts
var PATTERNS = [
  ["dotted_name", dottedName],
  ["class_pattern", classPattern],
  ["dict_pattern", dictPattern],
  ["tuple_pattern", tuplePattern],
  ["case_pattern", casePattern],
  ["union_pattern", union],
  ["complex_pattern", complex],
  ["as_pattern", (cx, node) => cx.exprOr(cx.tree.children(node)[0], node)]
];
function dottedName(cx, node) {
  const { tree } = cx;
  const start3 = tree.start(node);
  let expr;
  for (const part of cx.bounded(tree.children(node))) {
    const end = tree.end(part);
    const id = cx.name(part);
    expr = expr === void 0 ? { kind: "name", id, start: start3, end } : { kind: "attribute", value: expr, attr: id, attrStart: tree.start(part), start: start3, end };
  }
  return expr ?? { kind: "unknown", start: start3, end: tree.end(node) };
}
function classPattern(cx, node) {
  const { tree } = cx;
  const [name2, ...patterns] = tree.children(node);
  const args2 = patterns.map((pattern) => patternArgument(cx, pattern));
  return { kind: "call", func: cx.exprOr(name2, node), args: args2, start: tree.start(node), end: tree.end(node) };
}
function patternArgument(cx, node) {
  const { tree } = cx;
  const range2 = { start: tree.start(node), end: tree.end(node) };
  const keyword = keywordPattern(cx, node);
  if (keyword === void 0) return { value: cx.expr(node), ...range2 };
  const [name2, ...value] = tree.all(keyword);
  return { name: cx.name(name2), value: simplePatterns(cx, value)[0] ?? cx.exprOr(void 0, keyword), ...range2 };
}
function keywordPattern({ tree }, node) {
  let at = node;
  while (at !== void 0 && (tree.type(at) === "case_pattern" || tree.type(at) === "as_pattern"))
    at = tree.children(at)[0];
  return at !== void 0 && tree.type(at) === "keyword_pattern" ? at : void 0;
}
function simplePatterns(cx, nodes) {
  const { tree } = cx;
  const found = [];
  let sign;
  for (const node of nodes) {
    const type = tree.type(node);
    if (type === "-") sign = node;
    else if (type !== "|" && type !== ERROR) {
      const operand = cx.expr(node);
      found.push(
        sign === void 0 ? operand : { kind: "unary", op: "-", operand, start: tree.start(sign), end: operand.end }
      );
      sign = void 0;
    }
  }
  return found;
}
function casePattern(cx, node) {
  return simplePatterns(cx, cx.tree.all(node))[0] ?? cx.exprOr(void 0, node);
}
function union(cx, node) {
  const start3 = cx.tree.start(node);
  const [first, ...others] = simplePatterns(cx, cx.bounded(cx.tree.all(node)));
  const seed = first ?? cx.exprOr(void 0, node);
  return others.reduce((left, right) => ({ kind: "binary", op: "|", left, right, start: start3, end: right.end }), seed);
}
function complex(cx, node) {
  const { tree } = cx;
  const tokens = tree.all(node);
  const sign = tokens.at(-2);
  const [left] = simplePatterns(cx, tokens.slice(0, -2));
  const op = sign !== void 0 && tree.type(sign) === "-" ? "-" : "+";
  return {
    kind: "binary",
    op,
    left: left ?? cx.exprOr(void 0, node),
    right: cx.exprOr(tokens.at(-1), node),
    start: tree.start(node),
    end: tree.end(node)
  };
}
function dictPattern(cx, node) {
  const { tree } = cx;
  const entries = [];
  let key = [];
  for (const child of tree.all(node)) {
    const type = tree.type(child);
    if (type === "splat_pattern") entries.push({ value: cx.exprOr(tree.all(child).at(-1), child) });
    else if (type === "case_pattern") {
      entries.push({ key: simplePatterns(cx, key)[0] ?? cx.exprOr(void 0, node), value: cx.expr(child) });
      key = [];
    } else if (type !== ":") key.push(child);
  }
  return { kind: "dict", entries, start: tree.start(node), end: tree.end(node) };
}
function tuplePattern(cx, node) {
  const { tree } = cx;
  const children = tree.children(node);
  const [only] = children;
  if (only !== void 0 && children.length === 1 && commaIn(tree.text, tree.end(only), tree.end(node)) === -1) {
    return cx.expr(only);
  }
  return { kind: "tuple", items: items(cx, node), start: tree.start(node), end: tree.end(node) };
}
function captures(cx, pattern) {
  const { tree } = cx;
  const found = [];
  const stop2 = tree.next(pattern);
  for (let node = pattern; node < stop2; node += 1) {
    const name2 = capture(cx, node);
    if (name2 !== void 0 && name2 !== "_") found.push(name2);
  }
  return [...new Set(found)];
}
function capture(cx, node) {
  const { tree } = cx;
  const children = tree.children(node);
  switch (tree.type(node)) {
    case "dotted_name":
      return children.length === 1 && !isClassName(cx, node) ? cx.name(children[0]) : void 0;
    case "splat_pattern":
      return cx.name(tree.child(node, "identifier")) || void 0;
    case "as_pattern":
      return cx.name(children.at(-1));
    default:
      return void 0;
  }
}
function isClassName({ tree }, node) {
  return tree.type(node - 1) === "class_pattern";
}

// src/python/lowering.ts
var MAX_DEPTH = 400;
var Lowering = class {
  tree;
  /** Offsets where nesting went too deep. */
  tooDeep = [];
  /** Offsets of Python 2 statements, which no Python 3 runs. */
  legacy = [];
  #lowerers;
  #depth = 0;
  constructor(tree, lowerers) {
    this.tree = tree;
    this.#lowerers = lowerers;
  }
  /** Any expression node; parentheses are looked through. */
  expr(node) {
    const { tree } = this;
    const inner = this.unwrap(node);
    const lowerer = this.#lowerers.expressions.get(tree.type(inner));
    if (lowerer === void 0) return { kind: "unknown", start: tree.start(inner), end: tree.end(inner) };
    if (this.#depth >= MAX_DEPTH) {
      this.tooDeep.push(tree.start(inner));
      return { kind: "unknown", start: tree.start(inner), end: tree.end(inner) };
    }
    this.#depth += 1;
    const expr = lowerer(this, inner);
    this.#depth -= 1;
    return tree.text.charCodeAt(expr.start) === ASTERISK ? hoistStar(expr) : expr;
  }
  /** An expression that the grammar may have lost: an unknown one at the place where it should stand. */
  exprOr(node, fallback) {
    if (node !== void 0) return this.expr(node);
    const at = this.tree.end(fallback);
    return { kind: "unknown", start: at, end: at };
  }
  /** The statements of a block, or of the children of any other node. */
  body(block) {
    const body2 = [];
    if (block !== void 0) this.#collect(block, body2);
    return body2;
  }
  /** Cuts a row of parts that nests one level a part, so that the result stays flat. */
  bounded(parts2) {
    const beyond = parts2[MAX_DEPTH];
    if (beyond === void 0) return parts2;
    this.tooDeep.push(this.tree.start(beyond));
    return parts2.slice(0, MAX_DEPTH);
  }
  params(node) {
    return this.#lowerers.parameters(this, node);
  }
  args(node) {
    return this.#lowerers.args(this, node);
  }
  name(node) {
    return node === void 0 ? "" : foldName(this.tree.slice(node));
  }
  /** The node inside parentheses, type wrappers and the like. A loop: parentheses nest without limit. */
  unwrap(node) {
    let inner = node;
    while (TRANSPARENT.has(this.tree.type(inner))) {
      const child = this.tree.children(inner)[0];
      if (child === void 0) return inner;
      inner = child;
    }
    return inner;
  }
  #collect(parent, into) {
    const { tree } = this;
    const stop2 = tree.next(parent);
    for (let child = parent + 1; child < stop2; child = tree.next(child)) {
      const type = tree.type(child);
      if (type === ERROR) this.#recover(child, into);
      else if (type !== MISSING) this.#statement(child, type, into);
    }
  }
  #statement(node, type, into) {
    const { tree } = this;
    const lowerer = this.#lowerers.statements.get(type);
    if (lowerer === void 0) return;
    if (this.#depth >= MAX_DEPTH) {
      this.tooDeep.push(tree.start(node));
      into.push({ kind: "unknown", start: tree.start(node), end: tree.end(node) });
      return;
    }
    this.#depth += 1;
    into.push(lowerer(this, node));
    this.#depth -= 1;
    this.#hoist(node, into);
  }
  /** Statements below an error node, at any depth: the grammar lost their frame, not them. */
  #recover(error, into) {
    const { tree } = this;
    const stop2 = tree.next(error);
    for (let node = error + 1; node < stop2; ) {
      const type = tree.type(node);
      if (!this.#lowerers.statements.has(type)) {
        node += 1;
        continue;
      }
      this.#statement(node, type, into);
      node = tree.next(node);
    }
  }
  /** An error node between the parts of a statement (behind a `def` line, say) may hold whole statements: keep them behind it. */
  #hoist(node, into) {
    const { tree } = this;
    const stop2 = tree.next(node);
    for (let child = node + 1; child < stop2; child = tree.next(child)) {
      if (tree.type(child) === ERROR) this.#recover(child, into);
    }
  }
};
var ASTERISK = 42;
var TRANSPARENT = /* @__PURE__ */ new Set(["parenthesized_expression", "type", "as_pattern_target"]);

// src/python/lower-compound.ts
var COMPOUND = [
  ["if_statement", conditional],
  ["for_statement", loop],
  ["while_statement", whileLoop],
  ["with_statement", withBlock],
  ["try_statement", tryBlock],
  ["match_statement", match]
];
function ending(fallback, ...bodies) {
  return bodies.reduce((end, body2) => Math.max(end, body2.at(-1)?.end ?? 0), fallback);
}
function header(cx, node) {
  return cx.tree.children(node).filter((child) => cx.tree.type(child) !== "block");
}
function clauseBody(cx, node) {
  return node === void 0 ? [] : cx.body(cx.tree.child(node, "block"));
}
function conditional(cx, node) {
  const { tree } = cx;
  const end = tree.end(node);
  const test = cx.exprOr(header(cx, node)[0], node);
  const body2 = clauseBody(cx, node);
  const branches = [{ start: tree.start(node), test, body: body2 }];
  for (const clause of tree.children(node)) {
    if (tree.type(clause) !== "elif_clause") continue;
    const condition = cx.exprOr(header(cx, clause)[0], clause);
    branches.push({ start: tree.start(clause), test: condition, body: clauseBody(cx, clause) });
  }
  const orelse = clauseBody(cx, tree.child(node, "else_clause"));
  const beyond = branches.splice(MAX_DEPTH)[0];
  if (beyond !== void 0) cx.tooDeep.push(beyond.start);
  return chained(branches, orelse) ?? { kind: "unknown", start: tree.start(node), end };
}
function chained(branches, last) {
  let orelse = last;
  let whole;
  for (const { start: start3, test, body: body2 } of branches.toReversed()) {
    whole = { kind: "if", test, body: body2, orelse, start: start3, end: ending(test.end, body2, orelse) };
    orelse = [whole];
  }
  return whole;
}
function loop(cx, node) {
  const { tree } = cx;
  const [target, iter] = header(cx, node);
  const body2 = clauseBody(cx, node);
  const orelse = clauseBody(cx, tree.child(node, "else_clause"));
  return {
    kind: "for",
    async: tree.child(node, "async") !== void 0,
    target: cx.exprOr(target, node),
    iter: cx.exprOr(iter, node),
    body: body2,
    orelse,
    start: tree.start(node),
    end: ending(tree.start(node), body2, orelse) || tree.end(node)
  };
}
function whileLoop(cx, node) {
  const { tree } = cx;
  const test = cx.exprOr(header(cx, node)[0], node);
  const body2 = clauseBody(cx, node);
  const orelse = clauseBody(cx, tree.child(node, "else_clause"));
  return { kind: "while", test, body: body2, orelse, start: tree.start(node), end: ending(test.end, body2, orelse) };
}
function withBlock(cx, node) {
  const { tree } = cx;
  const clause = tree.child(node, "with_clause");
  const items2 = clause === void 0 ? [] : tree.children(clause).flatMap((item) => withItems(cx, item));
  const body2 = clauseBody(cx, node);
  const isAsync = tree.child(node, "async") !== void 0;
  return { kind: "with", async: isAsync, items: items2, body: body2, start: tree.start(node), end: ending(tree.start(node), body2) };
}
function withItems(cx, item) {
  const { tree } = cx;
  const value = tree.children(item)[0];
  if (value === void 0) return [{ context: cx.exprOr(void 0, item) }];
  const inner = cx.unwrap(value);
  const members = tree.type(inner) === "tuple" ? tree.children(inner) : [];
  const isList = members.length === 1 || members.some((member) => aliasIn(cx, member) !== void 0);
  if (isList) return members.map((member) => withItem(cx, member));
  return [withItem(cx, inner)];
}
function withItem(cx, node) {
  const alias = aliasIn(cx, node);
  if (alias === void 0) return { context: cx.expr(node) };
  const target = cx.tree.children(alias)[1];
  const context = beforeAlias(cx, node, alias);
  return target === void 0 ? { context } : { context, target: cx.expr(target) };
}
var OPEN_TO_THE_RIGHT = /* @__PURE__ */ new Set([
  "conditional_expression",
  "boolean_operator",
  "comparison_operator",
  "not_operator",
  "lambda"
]);
function aliasIn(cx, node) {
  const { tree } = cx;
  let at = node;
  while (at !== void 0 && OPEN_TO_THE_RIGHT.has(tree.type(at))) at = tree.children(at).at(-1);
  return at !== void 0 && tree.type(at) === "as_pattern" ? at : void 0;
}
function beforeAlias(cx, node, alias) {
  const { tree } = cx;
  const value = tree.children(alias)[0];
  if (node === alias || value === void 0) return cx.exprOr(value, node);
  return endAt(cx.expr(node), tree.end(node), tree.end(value));
}
function tryBlock(cx, node) {
  const { tree } = cx;
  const body2 = clauseBody(cx, node);
  const handlers = tree.children(node).filter((child) => tree.type(child) === "except_clause").map((child) => handler(cx, child));
  const orelse = clauseBody(cx, tree.child(node, "else_clause"));
  const finalbody = clauseBody(cx, tree.child(node, "finally_clause"));
  const end = ending(tree.start(node), body2, handlers, orelse, finalbody);
  return { kind: "try", body: body2, handlers, orelse, finalbody, start: tree.start(node), end };
}
function handler(cx, node) {
  const { tree } = cx;
  const start3 = tree.start(node);
  const body2 = clauseBody(cx, node);
  const values = header(cx, node);
  const [first, second] = values;
  if (first === void 0) return { body: body2, start: start3, end: ending(start3, body2) };
  const end = ending(tree.end(first), body2);
  const alias = aliasIn(cx, first);
  if (alias !== void 0)
    return { type: beforeAlias(cx, first, alias), name: cx.name(tree.children(alias)[1]), body: body2, start: start3, end };
  if (tree.child(node, "as") === void 0) return { type: joined(cx, values, node), body: body2, start: start3, end };
  return { type: cx.expr(first), name: cx.name(second), body: body2, start: start3, end };
}
function match(cx, node) {
  const { tree } = cx;
  const subject = joined(cx, header(cx, node), node, tree.child(node, ":"));
  const block = tree.child(node, "block");
  const clauses = block === void 0 ? [] : tree.children(block).filter((child) => tree.type(child) === "case_clause");
  const cases = clauses.map((clause) => matchCase(cx, clause));
  return {
    kind: "match",
    subject,
    cases,
    start: tree.start(node),
    end: ending(subject.end, ...cases.map(({ body: body2 }) => body2))
  };
}
function matchCase(cx, clause) {
  const { tree } = cx;
  const patterns = tree.children(clause).filter((child) => tree.type(child) === "case_pattern");
  const guard = tree.child(clause, "if_clause");
  const pattern = joined(cx, patterns, clause, guard ?? tree.child(clause, ":"));
  const names = [...new Set(patterns.flatMap((child) => captures(cx, child)))];
  const condition = guard === void 0 ? void 0 : cx.exprOr(tree.children(guard)[0], guard);
  const body2 = clauseBody(cx, clause);
  return { pattern, captures: names, ...condition === void 0 ? {} : { guard: condition }, body: body2 };
}

// src/python/lower-definitions.ts
var DEFINITIONS = [
  ["function_definition", (cx, node) => functionDef(cx, node, [], cx.tree.start(node))],
  ["class_definition", (cx, node) => classDef(cx, node, [], cx.tree.start(node))],
  ["decorated_definition", decorated],
  ["type_alias_statement", typeAlias]
];
function decorated(cx, node) {
  const { tree } = cx;
  const start3 = tree.start(node);
  const children = tree.children(node);
  const decorators = children.filter((child) => tree.type(child) === "decorator").map((child) => decorator(cx, child));
  const definition = children.at(-1);
  if (definition !== void 0 && tree.type(definition) === "function_definition") {
    return functionDef(cx, definition, decorators, start3);
  }
  if (definition !== void 0 && tree.type(definition) === "class_definition") {
    return classDef(cx, definition, decorators, start3);
  }
  return { kind: "unknown", start: start3, end: tree.end(node) };
}
function decorator(cx, node) {
  const [value] = cx.tree.children(node);
  const expression = cx.exprOr(value, node);
  return { expression, start: cx.tree.start(node), end: value === void 0 ? cx.tree.end(node) : cx.tree.end(value) };
}
function functionDef(cx, node, decorators, start3) {
  const { tree } = cx;
  const defStart = tree.start(node);
  const signature = {
    name: "",
    params: [],
    async: false,
    signatureEnd: defStart
  };
  let block;
  for (const child of tree.all(node)) {
    const type = tree.type(child);
    if (type === "async") signature.async = true;
    else if (type === "identifier" && signature.name === "") signature.name = cx.name(child);
    else if (type === "parameters") signature.params = parameters(cx, child);
    else if (type === "type") signature.returns = cx.expr(child);
    else if (type === ":") signature.signatureEnd = tree.end(child);
    else if (type === "block") block = child;
  }
  const body2 = cx.body(block);
  const end = body2.at(-1)?.end ?? Math.max(signature.signatureEnd, defStart);
  return { kind: "function", ...signature, decorators, body: body2, ...docstringOf(cx, body2), defStart, start: start3, end };
}
function classDef(cx, node, decorators, start3) {
  const { tree } = cx;
  const children = tree.children(node);
  const name2 = children.find((child) => tree.type(child) === "identifier");
  const bases = callArguments(cx, tree.child(node, "argument_list"));
  const body2 = cx.body(tree.child(node, "block"));
  const end = body2.at(-1)?.end ?? tree.end(node);
  const docstring = docstringOf(cx, body2);
  return {
    kind: "class",
    name: cx.name(name2),
    decorators,
    bases,
    body: body2,
    ...docstring,
    defStart: tree.start(node),
    start: start3,
    end
  };
}
function docstringOf({ tree }, body2) {
  const [first] = body2;
  if (first?.kind !== "expr" || first.value.kind !== "string") return {};
  const { value, start: start3, end } = first.value;
  return stringShape(tree.text, start3, end).format === "" ? { docstring: value } : {};
}
function parameters(cx, node) {
  if (node === void 0) return [];
  const { tree } = cx;
  let params = [];
  let kind = "positional";
  for (const child of tree.children(node)) {
    const type = tree.type(child);
    if (type === "positional_separator") params = params.map((param) => ({ ...param, kind: "positional-only" }));
    else if (type === "keyword_separator") kind = "keyword-only";
    else {
      const param = parameter(cx, child, kind);
      if (param.kind === "var-positional") kind = "keyword-only";
      params.push(param);
    }
  }
  return params;
}
function parameter(cx, node, kind) {
  const { tree } = cx;
  const range2 = { start: tree.start(node), end: tree.end(node) };
  const type = tree.type(node);
  if (type === "identifier") return { name: cx.name(node), kind, ...range2 };
  if (type === "list_splat_pattern") return { name: cx.name(tree.children(node)[0]), kind: "var-positional", ...range2 };
  if (type === "dictionary_splat_pattern")
    return { name: cx.name(tree.children(node)[0]), kind: "var-keyword", ...range2 };
  const [first, ...rest] = tree.children(node);
  if (first === void 0 || !NESTED.has(type)) return { name: "", kind, ...range2 };
  const inner = parameter(cx, first, kind);
  const annotation = rest.find((child) => tree.type(child) === "type");
  const value = rest.find((child) => child !== annotation);
  return {
    name: inner.name,
    kind: inner.kind,
    ...annotation === void 0 ? {} : { annotation: cx.expr(annotation) },
    ...value === void 0 ? {} : { default: cx.expr(value) },
    ...range2
  };
}
var NESTED = /* @__PURE__ */ new Set(["typed_parameter", "default_parameter", "typed_default_parameter"]);
function typeAlias(cx, node) {
  const { tree } = cx;
  const [left, right] = tree.children(node);
  const range2 = { start: tree.start(node), end: tree.end(node) };
  const value = cx.exprOr(right, node);
  if (left !== void 0 && "([".includes(tree.text.charAt(tree.start(left)))) {
    const target = cx.expr(left);
    const { lower: lower2 = target, upper } = target.kind === "slice" ? target : {};
    const targets = [typeOperand(lower2, range2.start, tree.start(left))];
    return upper === void 0 ? { kind: "assign", targets, value, ...range2 } : { kind: "assign", targets, annotation: upper, value, ...range2 };
  }
  return { kind: "type-alias", name: aliasName(cx, left), value, ...range2 };
}
function aliasName(cx, left) {
  if (left === void 0) return "";
  const stop2 = cx.tree.next(left);
  for (let node = left; node < stop2; node += 1) {
    if (cx.tree.type(node) === "identifier") return cx.name(node);
  }
  return "";
}

// src/python/lower-operators.ts
var OPERATORS = [
  ["attribute", attribute],
  ["member_type", attribute],
  ["binary_operator", binary2],
  ["union_type", unionType],
  ["boolean_operator", boolean],
  ["comparison_operator", comparison],
  ["not_operator", not],
  ["unary_operator", unary],
  ["conditional_expression", conditional2],
  ["named_expression", walrus],
  ["await", awaiting],
  ["yield", yielding],
  ["lambda", lambda],
  ["list_splat", starred],
  ["list_splat_pattern", starred],
  ["splat_type", splatType],
  ["splat_pattern", splatType],
  ["dictionary_splat", starred],
  ["dictionary_splat_pattern", starred]
];
function attribute(cx, node) {
  const { tree } = cx;
  const [object, name2] = tree.children(node);
  const start3 = tree.start(node);
  const end = tree.end(node);
  const value = cx.exprOr(object, node);
  return {
    kind: "attribute",
    value,
    attr: cx.name(name2),
    attrStart: name2 === void 0 ? end : tree.start(name2),
    start: start3,
    end
  };
}
function binary2(cx, node) {
  const { tree } = cx;
  const operands = tree.children(node);
  const [left, right] = operands;
  const token = tree.all(node).find((child) => !operands.includes(child) && tree.type(child) !== ERROR);
  return {
    kind: "binary",
    op: token === void 0 ? "|" : tree.type(token),
    left: cx.exprOr(left, node),
    right: cx.exprOr(right, node),
    start: tree.start(node),
    end: tree.end(node)
  };
}
function unionType(cx, node) {
  const { tree } = cx;
  const operands = [];
  const waiting = [node];
  for (let at = waiting.pop(); at !== void 0; at = waiting.pop()) {
    const children = tree.children(at);
    const type = tree.type(at);
    const isUnion = type === "union_type" || type === "binary_operator" && tree.child(at, "|") !== void 0;
    if (isUnion || type === "type") waiting.push(...children.toReversed());
    else operands.push(at);
  }
  const start3 = tree.start(node);
  const [first, ...others] = cx.bounded(operands);
  const seed = cx.exprOr(first, node);
  return others.reduce(
    (left, right) => ({ kind: "binary", op: "|", left, right: cx.expr(right), start: start3, end: tree.end(right) }),
    seed
  );
}
function boolean(cx, node) {
  const { tree } = cx;
  const op = tree.child(node, "and") === void 0 ? "or" : "and";
  const values = [];
  let at = node;
  for (; ; ) {
    const [left, right] = tree.children(at);
    values.push(cx.exprOr(right, at));
    if (left === void 0 || tree.type(left) !== "boolean_operator" || tree.child(left, op) === void 0) {
      values.push(cx.exprOr(left, at));
      break;
    }
    at = left;
  }
  return { kind: "boolop", op, values: values.reverse(), start: tree.start(node), end: tree.end(node) };
}
function comparison(cx, node) {
  const { tree } = cx;
  const operands = tree.children(node);
  const [left, ...comparators] = operands;
  const named = new Set(operands);
  const ops = tree.all(node).flatMap((child) => named.has(child) || tree.type(child) === ERROR ? [] : [tree.type(child)]);
  return {
    kind: "compare",
    left: cx.exprOr(left, node),
    ops: ops.map((op) => op === "<>" ? "!=" : op),
    comparators: comparators.map((operand) => cx.expr(operand)),
    start: tree.start(node),
    end: tree.end(node)
  };
}
function not(cx, node) {
  const { tree } = cx;
  const operand = cx.exprOr(tree.children(node)[0], node);
  return { kind: "unary", op: "not", operand, start: tree.start(node), end: tree.end(node) };
}
function unary(cx, node) {
  const { tree } = cx;
  const sign = tree.text.charAt(tree.start(node));
  const op = sign === "-" || sign === "~" ? sign : "+";
  const operand = cx.exprOr(tree.children(node)[0], node);
  return { kind: "unary", op, operand, start: tree.start(node), end: tree.end(node) };
}
function conditional2(cx, node) {
  const { tree } = cx;
  const [body2, test, orelse] = tree.children(node);
  const start3 = tree.start(node);
  const end = tree.end(node);
  const first = cx.exprOr(body2, node);
  const others = { test: cx.exprOr(test, node), orelse: cx.exprOr(orelse, node), end };
  if (first.kind !== "walrus" || body2 === void 0 || tree.type(body2) !== "named_expression") {
    return { kind: "conditional", body: first, ...others, start: start3 };
  }
  const value = { kind: "conditional", body: first.value, ...others, start: first.value.start };
  return { kind: "walrus", target: first.target, value, start: start3, end };
}
function walrus(cx, node) {
  const { tree } = cx;
  const [name2, value] = tree.children(node);
  const place = name2 ?? node;
  return {
    kind: "walrus",
    target: { kind: "name", id: cx.name(name2), start: tree.start(place), end: tree.end(place) },
    value: cx.exprOr(value, node),
    start: tree.start(node),
    end: tree.end(node)
  };
}
function awaiting(cx, node) {
  const { tree } = cx;
  return {
    kind: "await",
    value: cx.exprOr(tree.children(node)[0], node),
    start: tree.start(node),
    end: tree.end(node)
  };
}
function yielding(cx, node) {
  const { tree } = cx;
  const start3 = tree.start(node);
  const end = tree.end(node);
  const from = tree.child(node, "from") !== void 0;
  const [value] = tree.children(node);
  if (value === void 0) return { kind: "yield", from, start: start3, end };
  return { kind: "yield", from, value: cx.expr(value), start: start3, end };
}
function lambda(cx, node) {
  const { tree } = cx;
  const params = cx.params(tree.child(node, "lambda_parameters"));
  const body2 = tree.children(node).find((child) => tree.type(child) !== "lambda_parameters");
  return { kind: "lambda", params, body: cx.exprOr(body2, node), start: tree.start(node), end: tree.end(node) };
}
function starred(cx, node) {
  const { tree } = cx;
  return {
    kind: "starred",
    value: cx.exprOr(tree.children(node)[0], node),
    start: tree.start(node),
    end: tree.end(node)
  };
}
function splatType(cx, node) {
  const { tree } = cx;
  const name2 = tree.all(node).at(-1);
  return { kind: "starred", value: cx.exprOr(name2, node), start: tree.start(node), end: tree.end(node) };
}

// src/python/lower-simple.ts
var SIMPLE = [
  ["import_statement", imports],
  ["import_from_statement", importFrom],
  ["future_import_statement", futureImport],
  ["expression_statement", expressionStatement],
  ["return_statement", returning],
  ["raise_statement", raising],
  ["delete_statement", deleting],
  ["assert_statement", asserting],
  ["global_statement", scope("global")],
  ["nonlocal_statement", scope("nonlocal")],
  ["pass_statement", simple("pass")],
  ["break_statement", simple("break")],
  ["continue_statement", simple("continue")],
  ["print_statement", legacy],
  ["exec_statement", legacy]
];
function range({ tree }, node) {
  return { start: tree.start(node), end: tree.end(node) };
}
function imports(cx, node) {
  return { kind: "import", names: cx.tree.children(node).map((child) => importName(cx, child)), ...range(cx, node) };
}
function importFrom(cx, node) {
  const { tree } = cx;
  const [source, ...names] = tree.children(node);
  const star = names.some((name2) => tree.type(name2) === "wildcard_import");
  return {
    kind: "import-from",
    ...moduleOf(cx, source),
    names: star ? "*" : names.map((name2) => importName(cx, name2)),
    ...range(cx, node)
  };
}
function futureImport(cx, node) {
  const names = cx.tree.children(node).map((child) => importName(cx, child));
  return { kind: "import-from", module: "__future__", level: 0, names, ...range(cx, node) };
}
function moduleOf(cx, source) {
  if (source === void 0) return { module: "", level: 0 };
  const { tree } = cx;
  if (tree.type(source) !== "relative_import") return { module: joinedName(cx, source), level: 0 };
  const prefix = tree.child(source, "import_prefix");
  const name2 = tree.child(source, "dotted_name");
  const level = prefix === void 0 ? 0 : tree.slice(prefix).split(".").length - 1;
  return { module: name2 === void 0 ? "" : joinedName(cx, name2), level };
}
function joinedName(cx, node) {
  const parts2 = cx.tree.children(node);
  return parts2.length === 0 ? cx.name(node) : parts2.map((part) => cx.name(part)).join(".");
}
function importName(cx, node) {
  const { tree } = cx;
  if (tree.type(node) !== "aliased_import") return { name: joinedName(cx, node), ...range(cx, node) };
  const [name2, alias] = tree.children(node);
  return { name: name2 === void 0 ? "" : joinedName(cx, name2), as: cx.name(alias), ...range(cx, node) };
}
function expressionStatement(cx, node) {
  const { tree } = cx;
  const children = tree.children(node);
  const [first] = children;
  if (first !== void 0 && tree.type(first) === "assignment") return assignment(cx, first, range(cx, node));
  if (first !== void 0 && tree.type(first) === "augmented_assignment") return augmented(cx, first);
  return { kind: "expr", value: bareTuple(cx, node, children), ...range(cx, node) };
}
function bareTuple(cx, node, children) {
  const { tree } = cx;
  const [first] = children;
  if (first === void 0) return { kind: "unknown", ...range(cx, node) };
  if (children.length === 1 && commaIn(tree.text, tree.end(first), tree.end(node)) === -1) return cx.expr(first);
  return { kind: "tuple", items: items(cx, node), ...range(cx, node) };
}
function assignment(cx, node, place) {
  const { tree } = cx;
  const targets = [];
  let annotation;
  let right = node;
  while (right !== void 0 && tree.type(right) === "assignment") {
    const [target, ...rest] = tree.children(right);
    targets.push(cx.exprOr(target, right));
    const type = rest.find((child) => tree.type(child) === "type");
    if (type !== void 0) annotation = cx.expr(type);
    right = rest.find((child) => child !== type);
  }
  return {
    kind: "assign",
    targets,
    ...annotation === void 0 ? {} : { annotation },
    ...right === void 0 ? {} : { value: cx.expr(right) },
    ...place
  };
}
function augmented(cx, node) {
  const { tree } = cx;
  const [target, value] = tree.children(node);
  const op = tree.all(node).find((child) => tree.type(child).endsWith("="));
  return {
    kind: "augassign",
    target: cx.exprOr(target, node),
    op: op === void 0 ? "" : tree.type(op),
    value: cx.exprOr(value, node),
    ...range(cx, node)
  };
}
function returning(cx, node) {
  const [value] = cx.tree.children(node);
  return value === void 0 ? { kind: "return", ...range(cx, node) } : { kind: "return", value: cx.expr(value), ...range(cx, node) };
}
function raising(cx, node) {
  const { tree } = cx;
  const children = tree.children(node);
  const from = tree.child(node, "from");
  const cause = from === void 0 ? void 0 : children.find((child) => child > from);
  const exception = children.find((child) => child !== cause);
  return {
    kind: "raise",
    ...exception === void 0 ? {} : { exception: cx.expr(exception) },
    ...cause === void 0 ? {} : { cause: cx.expr(cause) },
    ...range(cx, node)
  };
}
function deleting(cx, node) {
  const { tree } = cx;
  const [target] = tree.children(node);
  if (target !== void 0 && tree.type(target) === "expression_list") {
    return { kind: "delete", targets: items(cx, target), ...range(cx, node) };
  }
  return { kind: "delete", targets: [cx.exprOr(target, node)], ...range(cx, node) };
}
function asserting(cx, node) {
  const [test, message] = cx.tree.children(node);
  return {
    kind: "assert",
    test: cx.exprOr(test, node),
    ...message === void 0 ? {} : { message: cx.expr(message) },
    ...range(cx, node)
  };
}
function scope(kind) {
  return (cx, node) => ({ kind, names: cx.tree.children(node).map((child) => cx.name(child)), ...range(cx, node) });
}
function simple(kind) {
  return (cx, node) => ({ kind, ...range(cx, node) });
}
function legacy(cx, node) {
  cx.legacy.push(cx.tree.start(node));
  return { kind: "unknown", ...range(cx, node) };
}

// src/python/lower.ts
var LOWERERS = {
  expressions: new Map([...ATOMS, ...OPERATORS, ...COLLECTIONS, ...PATTERNS]),
  statements: new Map([...SIMPLE, ...COMPOUND, ...DEFINITIONS]),
  parameters,
  args: callArguments
};
function lower(tree, pieces = []) {
  const whole = new Lowering(tree, LOWERERS);
  const parts2 = pieces.map((piece) => new Lowering(piece.tree, LOWERERS));
  const kept = whole.body(0).filter(({ start: start3 }) => !pieces.some((piece) => piece.start <= start3 && start3 < piece.end));
  const added = parts2.flatMap((part) => part.body(0));
  const body2 = added.length === 0 ? kept : [...kept, ...added].sort((a, b) => a.start - b.start);
  const all = [whole, ...parts2];
  return { body: body2, tooDeep: all.flatMap(({ tooDeep }) => tooDeep), legacy: all.flatMap(({ legacy: legacy2 }) => legacy2) };
}

// src/python/module.ts
var MAX_PROBLEMS = 50;
function notExamined(source, problem) {
  const problems = problem === void 0 ? source.problems : [...source.problems, problem];
  return { ...source, problems, lineStarts: lineStartsOf(source.text), body: [], comments: [] };
}
function assemble(source, { flat, pieces, oddities }) {
  const { path, blob, text } = source;
  const lineStarts = lineStartsOf(text);
  const lowered = lower(flat.tree, pieces);
  const lines = new LineFinder(lineStarts);
  const problems = [
    ...source.problems,
    ...bareReturns(text, lines),
    ...flat.faults.map((fault) => faultProblem(fault, lines)),
    ...oddities.map(({ at, reason }) => problemAt("syntax", lines.at(at), reason)),
    ...lowered.legacy.map((at) => problemAt("syntax", lines.at(at), "A statement of Python 2.")),
    ...lowered.tooDeep.map((at) => problemAt("too-deep", lines.at(at), "Nesting too deep to follow."))
  ];
  return {
    path,
    blob,
    text,
    lineStarts,
    body: lowered.body,
    comments: flat.comments.map((range2) => comment(text, range2)),
    problems: distinct(problems)
  };
}
function lineStartsOf(text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
var LineFinder = class {
  #starts;
  constructor(starts) {
    this.#starts = starts;
  }
  at(offset) {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
};
function problemAt(kind, line, reason) {
  return { kind, line, reason };
}
function faultProblem(fault, lines) {
  const line = lines.at(fault.start);
  if (fault.missing === void 0) return problemAt("syntax", line, "Not understood as Python.");
  return problemAt("syntax", line, `Missing ${fault.missing === "" ? "token" : `"${fault.missing}"`}.`);
}
function bareReturns(text, lines) {
  const found = [];
  for (let at = text.indexOf("\r"); at !== -1; at = text.indexOf("\r", at + 1)) {
    if (text.charCodeAt(at + 1) === 10) continue;
    const line = lines.at(at);
    if (found.at(-1)?.line !== line)
      found.push(problemAt("bare-cr", line, "A carriage return that is no end of line here but is one for Python."));
    if (found.length > MAX_PROBLEMS) break;
  }
  return found;
}
function comment(text, range2) {
  const end = text.charAt(range2.end - 1) === "\r" ? range2.end - 1 : range2.end;
  const lineStart = text.lastIndexOf("\n", range2.start - 1) + 1;
  const ownLine = range2.start === 0 || text.slice(lineStart, range2.start).trim() === "";
  return { text: text.slice(range2.start + 1, end).trim(), ownLine, start: range2.start, end };
}
function distinct(problems) {
  const found = /* @__PURE__ */ new Map();
  for (const problem of problems) {
    const key = `${problem.line} ${problem.kind}`;
    if (!found.has(key)) found.set(key, problem);
    if (found.size >= MAX_PROBLEMS) break;
  }
  return [...found.values()];
}

// src/python/layout.ts
var MAX_INDENT = 1e3;
var TAB = 8;
function checkLayout(text, flat) {
  const scan = new LineScan(text, opaque(flat));
  scan.run();
  return { breaks: breaksIn(flat.statements, scan.ends), oddities: [...scan.oddities, ...mixedIndents(scan.indents)] };
}
function opaque(flat) {
  const ranges = [...flat.strings, ...flat.comments].sort((a, b) => a.start - b.start);
  const flatRanges = new Int32Array(ranges.length * 2);
  for (const [index, { start: start3, end }] of ranges.entries()) flatRanges.set([start3, end], index * 2);
  return flatRanges;
}
var CODE = { newline: 10, backslash: 92, cr: 13, hash: 35, space: 32, tab: 9, formFeed: 12 };
var LineScan = class {
  /** Newlines that end a logical line. */
  ends = [];
  oddities = [];
  indents = /* @__PURE__ */ new Map();
  #text;
  #opaque;
  #depth = 0;
  constructor(text, ranges) {
    this.#text = text;
    this.#opaque = ranges;
  }
  run() {
    const text = this.#text;
    let next = 0;
    let at = this.#lineStart(0);
    while (at < text.length) {
      if (at >= (this.#opaque[next] ?? text.length)) {
        at = Math.max(at, this.#opaque[next + 1] ?? text.length);
        next += 2;
        continue;
      }
      at = this.#step(at, text.charCodeAt(at));
    }
  }
  #step(at, code) {
    switch (code) {
      case 40:
      case 91:
      case 123:
        this.#depth += 1;
        return at + 1;
      case 41:
      case 93:
      case 125:
        this.#depth = Math.max(0, this.#depth - 1);
        return at + 1;
      case CODE.backslash:
        return continuation(this.#text, at) ?? at + 1;
      case CODE.newline:
        if (this.#depth > 0) return at + 1;
        this.ends.push(at);
        return this.#lineStart(at + 1);
      default:
        return at + 1;
    }
  }
  /** Reads the indentation of a logical line; returns where its content begins. */
  #lineStart(start3) {
    const text = this.#text;
    let columns = 0;
    let units = 0;
    let at = start3;
    for (; ; at += 1) {
      const code2 = text.charCodeAt(at);
      if (code2 === CODE.space) {
        columns += 1;
        units += 1;
      } else if (code2 === CODE.tab) {
        columns = (Math.floor(columns / TAB) + 1) * TAB;
        units += TAB;
      } else if (code2 === CODE.formFeed) {
        columns = 0;
        units = 0;
      } else break;
    }
    const code = text.charCodeAt(at);
    if (at === text.length || code === CODE.newline || code === CODE.hash || code === CODE.cr) return at;
    if (columns > MAX_INDENT) this.#odd(at, "Indented too deep to follow.");
    if (continuation(text, at) !== void 0) this.#odd(at, "A line that begins with a backslash.");
    if (columns !== units) this.indents.set(`${columns} ${units}`, { columns, units, at });
    else if (columns > 0) this.indents.set(`${columns}`, { columns, units, at });
    return at;
  }
  #odd(at, reason) {
    if (this.oddities.length < 50) this.oddities.push({ at, reason });
  }
};
function continuation(text, at) {
  if (text.charCodeAt(at) !== CODE.backslash) return void 0;
  if (text.charCodeAt(at + 1) === CODE.newline) return at + 2;
  return text.charCodeAt(at + 1) === CODE.cr && text.charCodeAt(at + 2) === CODE.newline ? at + 3 : void 0;
}
function mixedIndents(indents) {
  const sorted = [...indents.values()].sort((a, b) => a.columns - b.columns || a.units - b.units);
  for (const [index, indent] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before === void 0) continue;
    const inOrder = before.columns < indent.columns ? before.units < indent.units : false;
    if (!inOrder) return [{ at: indent.at, reason: "Indentation that mixes blanks and tabs." }];
  }
  return [];
}
function breaksIn(statements, ends) {
  const found = [];
  let next = 0;
  for (const { start: start3, end } of statements) {
    while (next < ends.length && (ends[next] ?? 0) < start3) next += 1;
    for (; next < ends.length && (ends[next] ?? 0) < end; next += 1) found.push(ends[next] ?? 0);
  }
  return found;
}

// src/python/repairs.ts
var MAX_PARAMETERS = 4e3;
var GENERIC = /\b(?:class|def|type)[ \t]+[\p{L}\p{N}_]+[ \t]*\[/gu;
function withoutTypeDefaults(text) {
  const blanked = new Blanking(text);
  for (const match2 of text.matchAll(GENERIC)) {
    const open = match2.index + match2[0].length - 1;
    if (open < blanked.end) continue;
    const comments = [];
    const close = closingBracket(text, open, comments);
    if (close === void 0) break;
    if (text.slice(open, close).includes("=")) blanked.blank(open, close, comments);
  }
  return blanked.result();
}
function closingBracket(text, open, comments) {
  const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|#[^\n]*|[[\](){}]/g;
  const window2 = text.slice(open, open + MAX_PARAMETERS);
  let depth = 0;
  for (let match2 = token.exec(window2); match2 !== null; match2 = token.exec(window2)) {
    if ("[({".includes(match2[0])) depth += 1;
    else if ("])}".includes(match2[0])) depth -= 1;
    else if (match2[0].startsWith("#")) comments.push({ start: open + match2.index, end: open + token.lastIndex });
    if (depth === 0) return open + token.lastIndex;
  }
  return void 0;
}
function withoutBracketedNewlines(text) {
  const token = /[rRbBfFtTuU]{0,2}(?:'''(?:\\[^]|[^\\])*?'''|"""(?:\\[^]|[^\\])*?"""|'(?:\\[^]|[^'\\\n])*'|"(?:\\[^]|[^"\\\n])*")|#[^\n]*|[[\](){}\n]/g;
  const blanked = new Blanking(text);
  let depth = 0;
  for (let match2 = token.exec(text); match2 !== null; match2 = token.exec(text)) {
    const { index, 0: found } = match2;
    if (found === "(" || found === "[" || found === "{") depth += 1;
    else if (found === ")" || found === "]" || found === "}") depth = Math.max(0, depth - 1);
    else if (depth === 0) continue;
    else if (found === "\n") blanked.blank(index, index + 1);
    else if (found.startsWith("#"))
      blanked.blank(index, index + found.length, [{ start: index, end: index + found.length }]);
  }
  return blanked.result();
}
function withSemicolons(text, breaks, comments) {
  const blanked = new Blanking(text);
  const endings = new Map(comments.map((comment2) => [comment2.end, comment2]));
  for (const at of breaks) {
    const comment2 = endings.get(at);
    if (comment2 !== void 0) blanked.blank(comment2.start, comment2.end, [comment2]);
    blanked.put(at, ";");
  }
  return blanked.result() ?? { text, comments: [] };
}
var Blanking = class {
  end = 0;
  #text;
  #parts = [];
  #comments = [];
  constructor(text) {
    this.#text = text;
  }
  blank(start3, end, comments = []) {
    this.put(start3, " ".repeat(end - start3));
    this.#comments.push(...comments);
  }
  put(start3, replacement) {
    this.#parts.push(this.#text.slice(this.end, start3), replacement);
    this.end = start3 + replacement.length;
  }
  result() {
    if (this.end === 0) return void 0;
    return { text: this.#parts.join("") + this.#text.slice(this.end), comments: this.#comments };
  }
};
var FRESH_START = /^(?:@|(?:async\s+)?def\s|class\s|from\s|import\s|[A-Za-z_][\w.]*\s*(?:=|\())/;
var MAX_PIECES = 200;
function lostStretches(text, flat) {
  const { tree } = flat;
  const regions = [];
  const errors = tree.type(0) === ERROR ? [0] : tree.all(0).filter((child) => tree.type(child) === ERROR);
  for (const error of errors) {
    const last = regions.at(-1);
    if (last !== void 0 && tree.end(error) <= last.end) continue;
    const end = nextFreshStart(text, tree.end(error));
    if (last !== void 0 && tree.start(error) < last.end) last.end = end;
    else regions.push({ start: text.lastIndexOf("\n", tree.start(error) - 1) + 1, end });
  }
  const pieces = regions.flatMap((region) => cut(text, region));
  return pieces.length > MAX_PIECES ? [] : pieces;
}
function nextFreshStart(text, from) {
  for (let at = text.indexOf("\n", Math.max(0, from - 1)); at !== -1; at = text.indexOf("\n", at + 1)) {
    if (FRESH_START.test(text.slice(at + 1, at + 200))) return at + 1;
  }
  return text.length;
}
function cut(text, region) {
  const pieces = [];
  let start3 = region.start;
  let decorated2 = false;
  let quotes = 0;
  for (let at = region.start; at < region.end; ) {
    const newline = text.indexOf("\n", at);
    const next = newline === -1 || newline >= region.end ? region.end : newline + 1;
    const line = text.slice(at, next);
    if (quotes % 2 === 0 && FRESH_START.test(line)) {
      if (at > start3 && !decorated2) {
        pieces.push({ start: start3, end: at });
        start3 = at;
      }
      decorated2 = line.startsWith("@");
    }
    quotes += line.match(/"""|'''/g)?.length ?? 0;
    at = next;
  }
  pieces.push({ start: start3, end: region.end });
  return pieces;
}

// src/python/reading.ts
function read(text, parse) {
  const first = parse(text, 0);
  if (first === void 0) return void 0;
  const flat = first.faults.length === 0 ? first : repaired(text, first, parse);
  if (flat.faults.length > 0) return { flat, pieces: readAgain(text, flat, parse), oddities: [] };
  return settled(text, flat, parse);
}
function repaired(text, first, parse) {
  let best = first;
  let current = text;
  for (const repair of [withoutTypeDefaults, withoutBracketedNewlines]) {
    const result = repair(current);
    const again = result === void 0 ? void 0 : parse(result.text, 0);
    if (result === void 0 || again === void 0 || again.faults.length >= best.faults.length) continue;
    best = withComments(again, result);
    current = result.text;
    if (best.faults.length === 0) break;
  }
  return best;
}
function settled(text, flat, parse) {
  const { breaks, oddities } = checkLayout(text, flat);
  if (breaks.length === 0) return { flat, pieces: [], oddities };
  const repair = withSemicolons(text, breaks, flat.comments);
  const again = parse(repair.text, 0);
  if (again?.faults.length === 0 && checkLayout(repair.text, again).breaks.length === 0) {
    return { flat: withComments(again, repair), pieces: [], oddities };
  }
  const unclear = breaks.slice(0, 50).map((at) => ({ at, reason: "Where this statement ends is not understood." }));
  return { flat, pieces: [], oddities: [...oddities, ...unclear] };
}
function withComments(flat, { comments }) {
  const all = [...flat.comments, ...comments].sort((a, b) => a.start - b.start);
  return { ...flat, comments: all };
}
function readAgain(text, flat, parse) {
  const pieces = [];
  for (const { start: start3, end } of lostStretches(text, flat)) {
    const piece = parse(text.slice(start3, end), start3);
    if (piece === void 0) return [];
    pieces.push({ start: start3, end, tree: piece.tree });
  }
  return pieces;
}

// src/python/parser.ts
var MAX_BYTES = 1e6;
var MAX_MILLISECONDS = 2e3;
var MEMORY = { initial: 512, maximum: 32768 };
var started;
async function start2(runtime) {
  const wasmMemory2 = new WebAssembly.Memory(MEMORY);
  await Parser.init({ wasmBinary: runtime, wasmMemory: wasmMemory2 });
  return wasmMemory2;
}
async function loadParser(assets, now) {
  started ??= start2(assets.runtime);
  const memory = await started;
  const language = await Language.load(assets.grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return new TreeSitterParser({ parser, types: nodeTypes(language), memory: usable(memory, parser), now });
}
function usable(memory, parser) {
  const tree = parser.parse(LAYOUT_SAMPLE);
  if (tree === null) return void 0;
  const cursor = tree.walk();
  try {
    const ours = memoryCursor(memory, tree);
    return ours !== void 0 && walkAlike(cursor, ours) ? memory : void 0;
  } finally {
    cursor.delete();
    tree.delete();
  }
}
function memoryCursor(memory, tree) {
  const address = Reflect.get(tree, 0);
  return typeof address === "number" ? new MemoryCursor(memory.buffer, address) : void 0;
}
var TreeSitterParser = class {
  #parts;
  constructor(parts2) {
    this.#parts = parts2;
  }
  parse({ path, blob, bytes }) {
    if (bytes.byteLength > MAX_BYTES) {
      const reason = `The file has ${bytes.byteLength} bytes; up to ${MAX_BYTES} are read.`;
      return notExamined({ path, blob, text: "", problems: [] }, { kind: "too-large", line: 1, reason });
    }
    const { text, problems, readable } = decode(bytes);
    const source = { path, blob, text, problems };
    if (!readable) return notExamined(source);
    try {
      return this.#examine(source);
    } catch (error) {
      const reason = `The parser failed: ${error instanceof Error ? error.message : String(error)}`;
      return notExamined(source, { kind: "syntax", line: 1, reason });
    }
  }
  #examine(source) {
    const { now } = this.#parts;
    const deadline = now === void 0 ? void 0 : now() + MAX_MILLISECONDS;
    const reading = read(source.text, (part, base) => this.#flatten(source.text, part, base, deadline));
    if (reading !== void 0) return assemble(source, reading);
    const reason = `Reading it took more than ${MAX_MILLISECONDS / 1e3} seconds.`;
    return notExamined(source, { kind: "too-slow", line: 1, reason });
  }
  /** Parses `part`, which begins at `base` in the text; nothing if it took too long. */
  #flatten(text, part, base, deadline) {
    const tree = this.#parseTree(part, deadline);
    if (tree === null) return void 0;
    try {
      const source = { text, base, hasFaults: tree.rootNode.hasError };
      const { memory, types } = this.#parts;
      const ours = memory === void 0 ? void 0 : memoryCursor(memory, tree);
      if (ours !== void 0) return flatten(ours, source, types);
      const cursor = tree.walk();
      try {
        return flatten(cursor, source, types);
      } finally {
        cursor.delete();
      }
    } finally {
      tree.delete();
    }
  }
  #parseTree(part, deadline) {
    const { now, parser } = this.#parts;
    if (now === void 0 || deadline === void 0) return parser.parse(part);
    const tree = parser.parse(part, null, { progressCallback: () => now() > deadline });
    if (tree === null) parser.reset();
    return tree;
  }
};
export {
  MAX_BYTES,
  MAX_MILLISECONDS,
  loadParser
};
