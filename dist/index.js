import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  MAX_FILE_BYTES,
  VERSION,
  assembleSnapshot,
  auditJson,
  byteText,
  fileChange,
  hunksOfPatch,
  isObjectId,
  isRegular,
  isUnsafeName,
  isWanted,
  linesOf,
  listTree,
  narrowRows,
  neededBlobs,
  openRepository,
  readGitChange,
  resolveCommit,
  reviewJson,
  toHtml,
  toJson,
  toSarif,
  treeOf
} from "./chunks/chunk-RIKY3RWE.js";
import {
  Octokit,
  RequestError,
  legacyRestEndpointMethods,
  paginateRest,
  require_tunnel,
  require_undici
} from "./chunks/chunk-FNII4G55.js";
import {
  ERRORS,
  UserError,
  _enum,
  array,
  auditDocument,
  auditTitle,
  boolean,
  discriminatedUnion,
  heading,
  int,
  list,
  literal,
  number,
  object,
  prose,
  record,
  renderComment,
  renderGone,
  renderSummary,
  reviewDocument,
  reviewTitle,
  strictObject,
  string,
  stringbool,
  toMarkdown,
  tuple,
  union,
  unknown,
  url,
  visible,
  visibleLine
} from "./chunks/chunk-GNKWFU2H.js";
import {
  CONFIDENCES,
  SEVERITIES
} from "./chunks/chunk-MY77EXL4.js";
import {
  __commonJS,
  __toESM
} from "./chunks/chunk-5N3QS5HH.js";

// node_modules/bottleneck/light.js
var require_light = __commonJS({
  "node_modules/bottleneck/light.js"(exports, module) {
    (function(global2, factory) {
      typeof exports === "object" && typeof module !== "undefined" ? module.exports = factory() : typeof define === "function" && define.amd ? define(factory) : global2.Bottleneck = factory();
    })(exports, (function() {
      "use strict";
      var commonjsGlobal = typeof globalThis !== "undefined" ? globalThis : typeof window !== "undefined" ? window : typeof global !== "undefined" ? global : typeof self !== "undefined" ? self : {};
      function getCjsExportFromNamespace(n) {
        return n && n["default"] || n;
      }
      var load = function(received, defaults, onto = {}) {
        var k, ref, v;
        for (k in defaults) {
          v = defaults[k];
          onto[k] = (ref = received[k]) != null ? ref : v;
        }
        return onto;
      };
      var overwrite = function(received, defaults, onto = {}) {
        var k, v;
        for (k in received) {
          v = received[k];
          if (defaults[k] !== void 0) {
            onto[k] = v;
          }
        }
        return onto;
      };
      var parser = {
        load,
        overwrite
      };
      var DLList;
      DLList = class DLList {
        constructor(incr, decr) {
          this.incr = incr;
          this.decr = decr;
          this._first = null;
          this._last = null;
          this.length = 0;
        }
        push(value) {
          var node;
          this.length++;
          if (typeof this.incr === "function") {
            this.incr();
          }
          node = {
            value,
            prev: this._last,
            next: null
          };
          if (this._last != null) {
            this._last.next = node;
            this._last = node;
          } else {
            this._first = this._last = node;
          }
          return void 0;
        }
        shift() {
          var value;
          if (this._first == null) {
            return;
          } else {
            this.length--;
            if (typeof this.decr === "function") {
              this.decr();
            }
          }
          value = this._first.value;
          if ((this._first = this._first.next) != null) {
            this._first.prev = null;
          } else {
            this._last = null;
          }
          return value;
        }
        first() {
          if (this._first != null) {
            return this._first.value;
          }
        }
        getArray() {
          var node, ref, results;
          node = this._first;
          results = [];
          while (node != null) {
            results.push((ref = node, node = node.next, ref.value));
          }
          return results;
        }
        forEachShift(cb) {
          var node;
          node = this.shift();
          while (node != null) {
            cb(node), node = this.shift();
          }
          return void 0;
        }
        debug() {
          var node, ref, ref1, ref2, results;
          node = this._first;
          results = [];
          while (node != null) {
            results.push((ref = node, node = node.next, {
              value: ref.value,
              prev: (ref1 = ref.prev) != null ? ref1.value : void 0,
              next: (ref2 = ref.next) != null ? ref2.value : void 0
            }));
          }
          return results;
        }
      };
      var DLList_1 = DLList;
      var Events;
      Events = class Events {
        constructor(instance) {
          this.instance = instance;
          this._events = {};
          if (this.instance.on != null || this.instance.once != null || this.instance.removeAllListeners != null) {
            throw new Error("An Emitter already exists for this object");
          }
          this.instance.on = (name, cb) => {
            return this._addListener(name, "many", cb);
          };
          this.instance.once = (name, cb) => {
            return this._addListener(name, "once", cb);
          };
          this.instance.removeAllListeners = (name = null) => {
            if (name != null) {
              return delete this._events[name];
            } else {
              return this._events = {};
            }
          };
        }
        _addListener(name, status, cb) {
          var base;
          if ((base = this._events)[name] == null) {
            base[name] = [];
          }
          this._events[name].push({ cb, status });
          return this.instance;
        }
        listenerCount(name) {
          if (this._events[name] != null) {
            return this._events[name].length;
          } else {
            return 0;
          }
        }
        async trigger(name, ...args) {
          var e, promises3;
          try {
            if (name !== "debug") {
              this.trigger("debug", `Event triggered: ${name}`, args);
            }
            if (this._events[name] == null) {
              return;
            }
            this._events[name] = this._events[name].filter(function(listener) {
              return listener.status !== "none";
            });
            promises3 = this._events[name].map(async (listener) => {
              var e2, returned;
              if (listener.status === "none") {
                return;
              }
              if (listener.status === "once") {
                listener.status = "none";
              }
              try {
                returned = typeof listener.cb === "function" ? listener.cb(...args) : void 0;
                if (typeof (returned != null ? returned.then : void 0) === "function") {
                  return await returned;
                } else {
                  return returned;
                }
              } catch (error2) {
                e2 = error2;
                {
                  this.trigger("error", e2);
                }
                return null;
              }
            });
            return (await Promise.all(promises3)).find(function(x) {
              return x != null;
            });
          } catch (error2) {
            e = error2;
            {
              this.trigger("error", e);
            }
            return null;
          }
        }
      };
      var Events_1 = Events;
      var DLList$1, Events$1, Queues;
      DLList$1 = DLList_1;
      Events$1 = Events_1;
      Queues = class Queues {
        constructor(num_priorities) {
          var i;
          this.Events = new Events$1(this);
          this._length = 0;
          this._lists = (function() {
            var j, ref, results;
            results = [];
            for (i = j = 1, ref = num_priorities; 1 <= ref ? j <= ref : j >= ref; i = 1 <= ref ? ++j : --j) {
              results.push(new DLList$1((() => {
                return this.incr();
              }), (() => {
                return this.decr();
              })));
            }
            return results;
          }).call(this);
        }
        incr() {
          if (this._length++ === 0) {
            return this.Events.trigger("leftzero");
          }
        }
        decr() {
          if (--this._length === 0) {
            return this.Events.trigger("zero");
          }
        }
        push(job) {
          return this._lists[job.options.priority].push(job);
        }
        queued(priority) {
          if (priority != null) {
            return this._lists[priority].length;
          } else {
            return this._length;
          }
        }
        shiftAll(fn) {
          return this._lists.forEach(function(list2) {
            return list2.forEachShift(fn);
          });
        }
        getFirst(arr = this._lists) {
          var j, len, list2;
          for (j = 0, len = arr.length; j < len; j++) {
            list2 = arr[j];
            if (list2.length > 0) {
              return list2;
            }
          }
          return [];
        }
        shiftLastFrom(priority) {
          return this.getFirst(this._lists.slice(priority).reverse()).shift();
        }
      };
      var Queues_1 = Queues;
      var BottleneckError;
      BottleneckError = class BottleneckError extends Error {
      };
      var BottleneckError_1 = BottleneckError;
      var BottleneckError$1, DEFAULT_PRIORITY, Job, NUM_PRIORITIES, parser$1;
      NUM_PRIORITIES = 10;
      DEFAULT_PRIORITY = 5;
      parser$1 = parser;
      BottleneckError$1 = BottleneckError_1;
      Job = class Job {
        constructor(task, args, options, jobDefaults, rejectOnDrop, Events2, _states, Promise2) {
          this.task = task;
          this.args = args;
          this.rejectOnDrop = rejectOnDrop;
          this.Events = Events2;
          this._states = _states;
          this.Promise = Promise2;
          this.options = parser$1.load(options, jobDefaults);
          this.options.priority = this._sanitizePriority(this.options.priority);
          if (this.options.id === jobDefaults.id) {
            this.options.id = `${this.options.id}-${this._randomIndex()}`;
          }
          this.promise = new this.Promise((_resolve, _reject) => {
            this._resolve = _resolve;
            this._reject = _reject;
          });
          this.retryCount = 0;
        }
        _sanitizePriority(priority) {
          var sProperty;
          sProperty = ~~priority !== priority ? DEFAULT_PRIORITY : priority;
          if (sProperty < 0) {
            return 0;
          } else if (sProperty > NUM_PRIORITIES - 1) {
            return NUM_PRIORITIES - 1;
          } else {
            return sProperty;
          }
        }
        _randomIndex() {
          return Math.random().toString(36).slice(2);
        }
        doDrop({ error: error2, message = "This job has been dropped by Bottleneck" } = {}) {
          if (this._states.remove(this.options.id)) {
            if (this.rejectOnDrop) {
              this._reject(error2 != null ? error2 : new BottleneckError$1(message));
            }
            this.Events.trigger("dropped", { args: this.args, options: this.options, task: this.task, promise: this.promise });
            return true;
          } else {
            return false;
          }
        }
        _assertStatus(expected) {
          var status;
          status = this._states.jobStatus(this.options.id);
          if (!(status === expected || expected === "DONE" && status === null)) {
            throw new BottleneckError$1(`Invalid job status ${status}, expected ${expected}. Please open an issue at https://github.com/SGrondin/bottleneck/issues`);
          }
        }
        doReceive() {
          this._states.start(this.options.id);
          return this.Events.trigger("received", { args: this.args, options: this.options });
        }
        doQueue(reachedHWM, blocked) {
          this._assertStatus("RECEIVED");
          this._states.next(this.options.id);
          return this.Events.trigger("queued", { args: this.args, options: this.options, reachedHWM, blocked });
        }
        doRun() {
          if (this.retryCount === 0) {
            this._assertStatus("QUEUED");
            this._states.next(this.options.id);
          } else {
            this._assertStatus("EXECUTING");
          }
          return this.Events.trigger("scheduled", { args: this.args, options: this.options });
        }
        async doExecute(chained, clearGlobalState, run, free) {
          var error2, eventInfo, passed;
          if (this.retryCount === 0) {
            this._assertStatus("RUNNING");
            this._states.next(this.options.id);
          } else {
            this._assertStatus("EXECUTING");
          }
          eventInfo = { args: this.args, options: this.options, retryCount: this.retryCount };
          this.Events.trigger("executing", eventInfo);
          try {
            passed = await (chained != null ? chained.schedule(this.options, this.task, ...this.args) : this.task(...this.args));
            if (clearGlobalState()) {
              this.doDone(eventInfo);
              await free(this.options, eventInfo);
              this._assertStatus("DONE");
              return this._resolve(passed);
            }
          } catch (error1) {
            error2 = error1;
            return this._onFailure(error2, eventInfo, clearGlobalState, run, free);
          }
        }
        doExpire(clearGlobalState, run, free) {
          var error2, eventInfo;
          if (this._states.jobStatus(this.options.id === "RUNNING")) {
            this._states.next(this.options.id);
          }
          this._assertStatus("EXECUTING");
          eventInfo = { args: this.args, options: this.options, retryCount: this.retryCount };
          error2 = new BottleneckError$1(`This job timed out after ${this.options.expiration} ms.`);
          return this._onFailure(error2, eventInfo, clearGlobalState, run, free);
        }
        async _onFailure(error2, eventInfo, clearGlobalState, run, free) {
          var retry2, retryAfter;
          if (clearGlobalState()) {
            retry2 = await this.Events.trigger("failed", error2, eventInfo);
            if (retry2 != null) {
              retryAfter = ~~retry2;
              this.Events.trigger("retry", `Retrying ${this.options.id} after ${retryAfter} ms`, eventInfo);
              this.retryCount++;
              return run(retryAfter);
            } else {
              this.doDone(eventInfo);
              await free(this.options, eventInfo);
              this._assertStatus("DONE");
              return this._reject(error2);
            }
          }
        }
        doDone(eventInfo) {
          this._assertStatus("EXECUTING");
          this._states.next(this.options.id);
          return this.Events.trigger("done", eventInfo);
        }
      };
      var Job_1 = Job;
      var BottleneckError$2, LocalDatastore, parser$2;
      parser$2 = parser;
      BottleneckError$2 = BottleneckError_1;
      LocalDatastore = class LocalDatastore {
        constructor(instance, storeOptions, storeInstanceOptions) {
          this.instance = instance;
          this.storeOptions = storeOptions;
          this.clientId = this.instance._randomIndex();
          parser$2.load(storeInstanceOptions, storeInstanceOptions, this);
          this._nextRequest = this._lastReservoirRefresh = this._lastReservoirIncrease = Date.now();
          this._running = 0;
          this._done = 0;
          this._unblockTime = 0;
          this.ready = this.Promise.resolve();
          this.clients = {};
          this._startHeartbeat();
        }
        _startHeartbeat() {
          var base;
          if (this.heartbeat == null && (this.storeOptions.reservoirRefreshInterval != null && this.storeOptions.reservoirRefreshAmount != null || this.storeOptions.reservoirIncreaseInterval != null && this.storeOptions.reservoirIncreaseAmount != null)) {
            return typeof (base = this.heartbeat = setInterval(() => {
              var amount, incr, maximum, now, reservoir;
              now = Date.now();
              if (this.storeOptions.reservoirRefreshInterval != null && now >= this._lastReservoirRefresh + this.storeOptions.reservoirRefreshInterval) {
                this._lastReservoirRefresh = now;
                this.storeOptions.reservoir = this.storeOptions.reservoirRefreshAmount;
                this.instance._drainAll(this.computeCapacity());
              }
              if (this.storeOptions.reservoirIncreaseInterval != null && now >= this._lastReservoirIncrease + this.storeOptions.reservoirIncreaseInterval) {
                ({
                  reservoirIncreaseAmount: amount,
                  reservoirIncreaseMaximum: maximum,
                  reservoir
                } = this.storeOptions);
                this._lastReservoirIncrease = now;
                incr = maximum != null ? Math.min(amount, maximum - reservoir) : amount;
                if (incr > 0) {
                  this.storeOptions.reservoir += incr;
                  return this.instance._drainAll(this.computeCapacity());
                }
              }
            }, this.heartbeatInterval)).unref === "function" ? base.unref() : void 0;
          } else {
            return clearInterval(this.heartbeat);
          }
        }
        async __publish__(message) {
          await this.yieldLoop();
          return this.instance.Events.trigger("message", message.toString());
        }
        async __disconnect__(flush) {
          await this.yieldLoop();
          clearInterval(this.heartbeat);
          return this.Promise.resolve();
        }
        yieldLoop(t = 0) {
          return new this.Promise(function(resolve2, reject) {
            return setTimeout(resolve2, t);
          });
        }
        computePenalty() {
          var ref;
          return (ref = this.storeOptions.penalty) != null ? ref : 15 * this.storeOptions.minTime || 5e3;
        }
        async __updateSettings__(options) {
          await this.yieldLoop();
          parser$2.overwrite(options, options, this.storeOptions);
          this._startHeartbeat();
          this.instance._drainAll(this.computeCapacity());
          return true;
        }
        async __running__() {
          await this.yieldLoop();
          return this._running;
        }
        async __queued__() {
          await this.yieldLoop();
          return this.instance.queued();
        }
        async __done__() {
          await this.yieldLoop();
          return this._done;
        }
        async __groupCheck__(time) {
          await this.yieldLoop();
          return this._nextRequest + this.timeout < time;
        }
        computeCapacity() {
          var maxConcurrent, reservoir;
          ({ maxConcurrent, reservoir } = this.storeOptions);
          if (maxConcurrent != null && reservoir != null) {
            return Math.min(maxConcurrent - this._running, reservoir);
          } else if (maxConcurrent != null) {
            return maxConcurrent - this._running;
          } else if (reservoir != null) {
            return reservoir;
          } else {
            return null;
          }
        }
        conditionsCheck(weight) {
          var capacity;
          capacity = this.computeCapacity();
          return capacity == null || weight <= capacity;
        }
        async __incrementReservoir__(incr) {
          var reservoir;
          await this.yieldLoop();
          reservoir = this.storeOptions.reservoir += incr;
          this.instance._drainAll(this.computeCapacity());
          return reservoir;
        }
        async __currentReservoir__() {
          await this.yieldLoop();
          return this.storeOptions.reservoir;
        }
        isBlocked(now) {
          return this._unblockTime >= now;
        }
        check(weight, now) {
          return this.conditionsCheck(weight) && this._nextRequest - now <= 0;
        }
        async __check__(weight) {
          var now;
          await this.yieldLoop();
          now = Date.now();
          return this.check(weight, now);
        }
        async __register__(index, weight, expiration) {
          var now, wait;
          await this.yieldLoop();
          now = Date.now();
          if (this.conditionsCheck(weight)) {
            this._running += weight;
            if (this.storeOptions.reservoir != null) {
              this.storeOptions.reservoir -= weight;
            }
            wait = Math.max(this._nextRequest - now, 0);
            this._nextRequest = now + wait + this.storeOptions.minTime;
            return {
              success: true,
              wait,
              reservoir: this.storeOptions.reservoir
            };
          } else {
            return {
              success: false
            };
          }
        }
        strategyIsBlock() {
          return this.storeOptions.strategy === 3;
        }
        async __submit__(queueLength, weight) {
          var blocked, now, reachedHWM;
          await this.yieldLoop();
          if (this.storeOptions.maxConcurrent != null && weight > this.storeOptions.maxConcurrent) {
            throw new BottleneckError$2(`Impossible to add a job having a weight of ${weight} to a limiter having a maxConcurrent setting of ${this.storeOptions.maxConcurrent}`);
          }
          now = Date.now();
          reachedHWM = this.storeOptions.highWater != null && queueLength === this.storeOptions.highWater && !this.check(weight, now);
          blocked = this.strategyIsBlock() && (reachedHWM || this.isBlocked(now));
          if (blocked) {
            this._unblockTime = now + this.computePenalty();
            this._nextRequest = this._unblockTime + this.storeOptions.minTime;
            this.instance._dropAllQueued();
          }
          return {
            reachedHWM,
            blocked,
            strategy: this.storeOptions.strategy
          };
        }
        async __free__(index, weight) {
          await this.yieldLoop();
          this._running -= weight;
          this._done += weight;
          this.instance._drainAll(this.computeCapacity());
          return {
            running: this._running
          };
        }
      };
      var LocalDatastore_1 = LocalDatastore;
      var BottleneckError$3, States;
      BottleneckError$3 = BottleneckError_1;
      States = class States {
        constructor(status1) {
          this.status = status1;
          this._jobs = {};
          this.counts = this.status.map(function() {
            return 0;
          });
        }
        next(id) {
          var current, next;
          current = this._jobs[id];
          next = current + 1;
          if (current != null && next < this.status.length) {
            this.counts[current]--;
            this.counts[next]++;
            return this._jobs[id]++;
          } else if (current != null) {
            this.counts[current]--;
            return delete this._jobs[id];
          }
        }
        start(id) {
          var initial;
          initial = 0;
          this._jobs[id] = initial;
          return this.counts[initial]++;
        }
        remove(id) {
          var current;
          current = this._jobs[id];
          if (current != null) {
            this.counts[current]--;
            delete this._jobs[id];
          }
          return current != null;
        }
        jobStatus(id) {
          var ref;
          return (ref = this.status[this._jobs[id]]) != null ? ref : null;
        }
        statusJobs(status) {
          var k, pos, ref, results, v;
          if (status != null) {
            pos = this.status.indexOf(status);
            if (pos < 0) {
              throw new BottleneckError$3(`status must be one of ${this.status.join(", ")}`);
            }
            ref = this._jobs;
            results = [];
            for (k in ref) {
              v = ref[k];
              if (v === pos) {
                results.push(k);
              }
            }
            return results;
          } else {
            return Object.keys(this._jobs);
          }
        }
        statusCounts() {
          return this.counts.reduce(((acc, v, i) => {
            acc[this.status[i]] = v;
            return acc;
          }), {});
        }
      };
      var States_1 = States;
      var DLList$2, Sync;
      DLList$2 = DLList_1;
      Sync = class Sync {
        constructor(name, Promise2) {
          this.schedule = this.schedule.bind(this);
          this.name = name;
          this.Promise = Promise2;
          this._running = 0;
          this._queue = new DLList$2();
        }
        isEmpty() {
          return this._queue.length === 0;
        }
        async _tryToRun() {
          var args, cb, error2, reject, resolve2, returned, task;
          if (this._running < 1 && this._queue.length > 0) {
            this._running++;
            ({ task, args, resolve: resolve2, reject } = this._queue.shift());
            cb = await (async function() {
              try {
                returned = await task(...args);
                return function() {
                  return resolve2(returned);
                };
              } catch (error1) {
                error2 = error1;
                return function() {
                  return reject(error2);
                };
              }
            })();
            this._running--;
            this._tryToRun();
            return cb();
          }
        }
        schedule(task, ...args) {
          var promise, reject, resolve2;
          resolve2 = reject = null;
          promise = new this.Promise(function(_resolve, _reject) {
            resolve2 = _resolve;
            return reject = _reject;
          });
          this._queue.push({ task, args, resolve: resolve2, reject });
          this._tryToRun();
          return promise;
        }
      };
      var Sync_1 = Sync;
      var version = "2.19.5";
      var version$1 = {
        version
      };
      var version$2 = /* @__PURE__ */ Object.freeze({
        version,
        default: version$1
      });
      var require$$2 = () => console.log("You must import the full version of Bottleneck in order to use this feature.");
      var require$$3 = () => console.log("You must import the full version of Bottleneck in order to use this feature.");
      var require$$4 = () => console.log("You must import the full version of Bottleneck in order to use this feature.");
      var Events$2, Group, IORedisConnection$1, RedisConnection$1, Scripts$1, parser$3;
      parser$3 = parser;
      Events$2 = Events_1;
      RedisConnection$1 = require$$2;
      IORedisConnection$1 = require$$3;
      Scripts$1 = require$$4;
      Group = (function() {
        class Group2 {
          constructor(limiterOptions = {}) {
            this.deleteKey = this.deleteKey.bind(this);
            this.limiterOptions = limiterOptions;
            parser$3.load(this.limiterOptions, this.defaults, this);
            this.Events = new Events$2(this);
            this.instances = {};
            this.Bottleneck = Bottleneck_1;
            this._startAutoCleanup();
            this.sharedConnection = this.connection != null;
            if (this.connection == null) {
              if (this.limiterOptions.datastore === "redis") {
                this.connection = new RedisConnection$1(Object.assign({}, this.limiterOptions, { Events: this.Events }));
              } else if (this.limiterOptions.datastore === "ioredis") {
                this.connection = new IORedisConnection$1(Object.assign({}, this.limiterOptions, { Events: this.Events }));
              }
            }
          }
          key(key = "") {
            var ref;
            return (ref = this.instances[key]) != null ? ref : (() => {
              var limiter;
              limiter = this.instances[key] = new this.Bottleneck(Object.assign(this.limiterOptions, {
                id: `${this.id}-${key}`,
                timeout: this.timeout,
                connection: this.connection
              }));
              this.Events.trigger("created", limiter, key);
              return limiter;
            })();
          }
          async deleteKey(key = "") {
            var deleted, instance;
            instance = this.instances[key];
            if (this.connection) {
              deleted = await this.connection.__runCommand__(["del", ...Scripts$1.allKeys(`${this.id}-${key}`)]);
            }
            if (instance != null) {
              delete this.instances[key];
              await instance.disconnect();
            }
            return instance != null || deleted > 0;
          }
          limiters() {
            var k, ref, results, v;
            ref = this.instances;
            results = [];
            for (k in ref) {
              v = ref[k];
              results.push({
                key: k,
                limiter: v
              });
            }
            return results;
          }
          keys() {
            return Object.keys(this.instances);
          }
          async clusterKeys() {
            var cursor, end, found, i, k, keys, len, next, start2;
            if (this.connection == null) {
              return this.Promise.resolve(this.keys());
            }
            keys = [];
            cursor = null;
            start2 = `b_${this.id}-`.length;
            end = "_settings".length;
            while (cursor !== 0) {
              [next, found] = await this.connection.__runCommand__(["scan", cursor != null ? cursor : 0, "match", `b_${this.id}-*_settings`, "count", 1e4]);
              cursor = ~~next;
              for (i = 0, len = found.length; i < len; i++) {
                k = found[i];
                keys.push(k.slice(start2, -end));
              }
            }
            return keys;
          }
          _startAutoCleanup() {
            var base;
            clearInterval(this.interval);
            return typeof (base = this.interval = setInterval(async () => {
              var e, k, ref, results, time, v;
              time = Date.now();
              ref = this.instances;
              results = [];
              for (k in ref) {
                v = ref[k];
                try {
                  if (await v._store.__groupCheck__(time)) {
                    results.push(this.deleteKey(k));
                  } else {
                    results.push(void 0);
                  }
                } catch (error2) {
                  e = error2;
                  results.push(v.Events.trigger("error", e));
                }
              }
              return results;
            }, this.timeout / 2)).unref === "function" ? base.unref() : void 0;
          }
          updateSettings(options = {}) {
            parser$3.overwrite(options, this.defaults, this);
            parser$3.overwrite(options, options, this.limiterOptions);
            if (options.timeout != null) {
              return this._startAutoCleanup();
            }
          }
          disconnect(flush = true) {
            var ref;
            if (!this.sharedConnection) {
              return (ref = this.connection) != null ? ref.disconnect(flush) : void 0;
            }
          }
        }
        Group2.prototype.defaults = {
          timeout: 1e3 * 60 * 5,
          connection: null,
          Promise,
          id: "group-key"
        };
        return Group2;
      }).call(commonjsGlobal);
      var Group_1 = Group;
      var Batcher, Events$3, parser$4;
      parser$4 = parser;
      Events$3 = Events_1;
      Batcher = (function() {
        class Batcher2 {
          constructor(options = {}) {
            this.options = options;
            parser$4.load(this.options, this.defaults, this);
            this.Events = new Events$3(this);
            this._arr = [];
            this._resetPromise();
            this._lastFlush = Date.now();
          }
          _resetPromise() {
            return this._promise = new this.Promise((res, rej) => {
              return this._resolve = res;
            });
          }
          _flush() {
            clearTimeout(this._timeout);
            this._lastFlush = Date.now();
            this._resolve();
            this.Events.trigger("batch", this._arr);
            this._arr = [];
            return this._resetPromise();
          }
          add(data) {
            var ret;
            this._arr.push(data);
            ret = this._promise;
            if (this._arr.length === this.maxSize) {
              this._flush();
            } else if (this.maxTime != null && this._arr.length === 1) {
              this._timeout = setTimeout(() => {
                return this._flush();
              }, this.maxTime);
            }
            return ret;
          }
        }
        Batcher2.prototype.defaults = {
          maxTime: null,
          maxSize: null,
          Promise
        };
        return Batcher2;
      }).call(commonjsGlobal);
      var Batcher_1 = Batcher;
      var require$$4$1 = () => console.log("You must import the full version of Bottleneck in order to use this feature.");
      var require$$8 = getCjsExportFromNamespace(version$2);
      var Bottleneck2, DEFAULT_PRIORITY$1, Events$4, Job$1, LocalDatastore$1, NUM_PRIORITIES$1, Queues$1, RedisDatastore$1, States$1, Sync$1, parser$5, splice = [].splice;
      NUM_PRIORITIES$1 = 10;
      DEFAULT_PRIORITY$1 = 5;
      parser$5 = parser;
      Queues$1 = Queues_1;
      Job$1 = Job_1;
      LocalDatastore$1 = LocalDatastore_1;
      RedisDatastore$1 = require$$4$1;
      Events$4 = Events_1;
      States$1 = States_1;
      Sync$1 = Sync_1;
      Bottleneck2 = (function() {
        class Bottleneck3 {
          constructor(options = {}, ...invalid) {
            var storeInstanceOptions, storeOptions;
            this._addToQueue = this._addToQueue.bind(this);
            this._validateOptions(options, invalid);
            parser$5.load(options, this.instanceDefaults, this);
            this._queues = new Queues$1(NUM_PRIORITIES$1);
            this._scheduled = {};
            this._states = new States$1(["RECEIVED", "QUEUED", "RUNNING", "EXECUTING"].concat(this.trackDoneStatus ? ["DONE"] : []));
            this._limiter = null;
            this.Events = new Events$4(this);
            this._submitLock = new Sync$1("submit", this.Promise);
            this._registerLock = new Sync$1("register", this.Promise);
            storeOptions = parser$5.load(options, this.storeDefaults, {});
            this._store = (function() {
              if (this.datastore === "redis" || this.datastore === "ioredis" || this.connection != null) {
                storeInstanceOptions = parser$5.load(options, this.redisStoreDefaults, {});
                return new RedisDatastore$1(this, storeOptions, storeInstanceOptions);
              } else if (this.datastore === "local") {
                storeInstanceOptions = parser$5.load(options, this.localStoreDefaults, {});
                return new LocalDatastore$1(this, storeOptions, storeInstanceOptions);
              } else {
                throw new Bottleneck3.prototype.BottleneckError(`Invalid datastore type: ${this.datastore}`);
              }
            }).call(this);
            this._queues.on("leftzero", () => {
              var ref;
              return (ref = this._store.heartbeat) != null ? typeof ref.ref === "function" ? ref.ref() : void 0 : void 0;
            });
            this._queues.on("zero", () => {
              var ref;
              return (ref = this._store.heartbeat) != null ? typeof ref.unref === "function" ? ref.unref() : void 0 : void 0;
            });
          }
          _validateOptions(options, invalid) {
            if (!(options != null && typeof options === "object" && invalid.length === 0)) {
              throw new Bottleneck3.prototype.BottleneckError("Bottleneck v2 takes a single object argument. Refer to https://github.com/SGrondin/bottleneck#upgrading-to-v2 if you're upgrading from Bottleneck v1.");
            }
          }
          ready() {
            return this._store.ready;
          }
          clients() {
            return this._store.clients;
          }
          channel() {
            return `b_${this.id}`;
          }
          channel_client() {
            return `b_${this.id}_${this._store.clientId}`;
          }
          publish(message) {
            return this._store.__publish__(message);
          }
          disconnect(flush = true) {
            return this._store.__disconnect__(flush);
          }
          chain(_limiter) {
            this._limiter = _limiter;
            return this;
          }
          queued(priority) {
            return this._queues.queued(priority);
          }
          clusterQueued() {
            return this._store.__queued__();
          }
          empty() {
            return this.queued() === 0 && this._submitLock.isEmpty();
          }
          running() {
            return this._store.__running__();
          }
          done() {
            return this._store.__done__();
          }
          jobStatus(id) {
            return this._states.jobStatus(id);
          }
          jobs(status) {
            return this._states.statusJobs(status);
          }
          counts() {
            return this._states.statusCounts();
          }
          _randomIndex() {
            return Math.random().toString(36).slice(2);
          }
          check(weight = 1) {
            return this._store.__check__(weight);
          }
          _clearGlobalState(index) {
            if (this._scheduled[index] != null) {
              clearTimeout(this._scheduled[index].expiration);
              delete this._scheduled[index];
              return true;
            } else {
              return false;
            }
          }
          async _free(index, job, options, eventInfo) {
            var e, running;
            try {
              ({ running } = await this._store.__free__(index, options.weight));
              this.Events.trigger("debug", `Freed ${options.id}`, eventInfo);
              if (running === 0 && this.empty()) {
                return this.Events.trigger("idle");
              }
            } catch (error1) {
              e = error1;
              return this.Events.trigger("error", e);
            }
          }
          _run(index, job, wait) {
            var clearGlobalState, free, run;
            job.doRun();
            clearGlobalState = this._clearGlobalState.bind(this, index);
            run = this._run.bind(this, index, job);
            free = this._free.bind(this, index, job);
            return this._scheduled[index] = {
              timeout: setTimeout(() => {
                return job.doExecute(this._limiter, clearGlobalState, run, free);
              }, wait),
              expiration: job.options.expiration != null ? setTimeout(function() {
                return job.doExpire(clearGlobalState, run, free);
              }, wait + job.options.expiration) : void 0,
              job
            };
          }
          _drainOne(capacity) {
            return this._registerLock.schedule(() => {
              var args, index, next, options, queue;
              if (this.queued() === 0) {
                return this.Promise.resolve(null);
              }
              queue = this._queues.getFirst();
              ({ options, args } = next = queue.first());
              if (capacity != null && options.weight > capacity) {
                return this.Promise.resolve(null);
              }
              this.Events.trigger("debug", `Draining ${options.id}`, { args, options });
              index = this._randomIndex();
              return this._store.__register__(index, options.weight, options.expiration).then(({ success, wait, reservoir }) => {
                var empty;
                this.Events.trigger("debug", `Drained ${options.id}`, { success, args, options });
                if (success) {
                  queue.shift();
                  empty = this.empty();
                  if (empty) {
                    this.Events.trigger("empty");
                  }
                  if (reservoir === 0) {
                    this.Events.trigger("depleted", empty);
                  }
                  this._run(index, next, wait);
                  return this.Promise.resolve(options.weight);
                } else {
                  return this.Promise.resolve(null);
                }
              });
            });
          }
          _drainAll(capacity, total = 0) {
            return this._drainOne(capacity).then((drained) => {
              var newCapacity;
              if (drained != null) {
                newCapacity = capacity != null ? capacity - drained : capacity;
                return this._drainAll(newCapacity, total + drained);
              } else {
                return this.Promise.resolve(total);
              }
            }).catch((e) => {
              return this.Events.trigger("error", e);
            });
          }
          _dropAllQueued(message) {
            return this._queues.shiftAll(function(job) {
              return job.doDrop({ message });
            });
          }
          stop(options = {}) {
            var done, waitForExecuting;
            options = parser$5.load(options, this.stopDefaults);
            waitForExecuting = (at) => {
              var finished;
              finished = () => {
                var counts;
                counts = this._states.counts;
                return counts[0] + counts[1] + counts[2] + counts[3] === at;
              };
              return new this.Promise((resolve2, reject) => {
                if (finished()) {
                  return resolve2();
                } else {
                  return this.on("done", () => {
                    if (finished()) {
                      this.removeAllListeners("done");
                      return resolve2();
                    }
                  });
                }
              });
            };
            done = options.dropWaitingJobs ? (this._run = function(index, next) {
              return next.doDrop({
                message: options.dropErrorMessage
              });
            }, this._drainOne = () => {
              return this.Promise.resolve(null);
            }, this._registerLock.schedule(() => {
              return this._submitLock.schedule(() => {
                var k, ref, v;
                ref = this._scheduled;
                for (k in ref) {
                  v = ref[k];
                  if (this.jobStatus(v.job.options.id) === "RUNNING") {
                    clearTimeout(v.timeout);
                    clearTimeout(v.expiration);
                    v.job.doDrop({
                      message: options.dropErrorMessage
                    });
                  }
                }
                this._dropAllQueued(options.dropErrorMessage);
                return waitForExecuting(0);
              });
            })) : this.schedule({
              priority: NUM_PRIORITIES$1 - 1,
              weight: 0
            }, () => {
              return waitForExecuting(1);
            });
            this._receive = function(job) {
              return job._reject(new Bottleneck3.prototype.BottleneckError(options.enqueueErrorMessage));
            };
            this.stop = () => {
              return this.Promise.reject(new Bottleneck3.prototype.BottleneckError("stop() has already been called"));
            };
            return done;
          }
          async _addToQueue(job) {
            var args, blocked, error2, options, reachedHWM, shifted, strategy;
            ({ args, options } = job);
            try {
              ({ reachedHWM, blocked, strategy } = await this._store.__submit__(this.queued(), options.weight));
            } catch (error1) {
              error2 = error1;
              this.Events.trigger("debug", `Could not queue ${options.id}`, { args, options, error: error2 });
              job.doDrop({ error: error2 });
              return false;
            }
            if (blocked) {
              job.doDrop();
              return true;
            } else if (reachedHWM) {
              shifted = strategy === Bottleneck3.prototype.strategy.LEAK ? this._queues.shiftLastFrom(options.priority) : strategy === Bottleneck3.prototype.strategy.OVERFLOW_PRIORITY ? this._queues.shiftLastFrom(options.priority + 1) : strategy === Bottleneck3.prototype.strategy.OVERFLOW ? job : void 0;
              if (shifted != null) {
                shifted.doDrop();
              }
              if (shifted == null || strategy === Bottleneck3.prototype.strategy.OVERFLOW) {
                if (shifted == null) {
                  job.doDrop();
                }
                return reachedHWM;
              }
            }
            job.doQueue(reachedHWM, blocked);
            this._queues.push(job);
            await this._drainAll();
            return reachedHWM;
          }
          _receive(job) {
            if (this._states.jobStatus(job.options.id) != null) {
              job._reject(new Bottleneck3.prototype.BottleneckError(`A job with the same id already exists (id=${job.options.id})`));
              return false;
            } else {
              job.doReceive();
              return this._submitLock.schedule(this._addToQueue, job);
            }
          }
          submit(...args) {
            var cb, fn, job, options, ref, ref1, task;
            if (typeof args[0] === "function") {
              ref = args, [fn, ...args] = ref, [cb] = splice.call(args, -1);
              options = parser$5.load({}, this.jobDefaults);
            } else {
              ref1 = args, [options, fn, ...args] = ref1, [cb] = splice.call(args, -1);
              options = parser$5.load(options, this.jobDefaults);
            }
            task = (...args2) => {
              return new this.Promise(function(resolve2, reject) {
                return fn(...args2, function(...args3) {
                  return (args3[0] != null ? reject : resolve2)(args3);
                });
              });
            };
            job = new Job$1(task, args, options, this.jobDefaults, this.rejectOnDrop, this.Events, this._states, this.Promise);
            job.promise.then(function(args2) {
              return typeof cb === "function" ? cb(...args2) : void 0;
            }).catch(function(args2) {
              if (Array.isArray(args2)) {
                return typeof cb === "function" ? cb(...args2) : void 0;
              } else {
                return typeof cb === "function" ? cb(args2) : void 0;
              }
            });
            return this._receive(job);
          }
          schedule(...args) {
            var job, options, task;
            if (typeof args[0] === "function") {
              [task, ...args] = args;
              options = {};
            } else {
              [options, task, ...args] = args;
            }
            job = new Job$1(task, args, options, this.jobDefaults, this.rejectOnDrop, this.Events, this._states, this.Promise);
            this._receive(job);
            return job.promise;
          }
          wrap(fn) {
            var schedule, wrapped;
            schedule = this.schedule.bind(this);
            wrapped = function(...args) {
              return schedule(fn.bind(this), ...args);
            };
            wrapped.withOptions = function(options, ...args) {
              return schedule(options, fn, ...args);
            };
            return wrapped;
          }
          async updateSettings(options = {}) {
            await this._store.__updateSettings__(parser$5.overwrite(options, this.storeDefaults));
            parser$5.overwrite(options, this.instanceDefaults, this);
            return this;
          }
          currentReservoir() {
            return this._store.__currentReservoir__();
          }
          incrementReservoir(incr = 0) {
            return this._store.__incrementReservoir__(incr);
          }
        }
        Bottleneck3.default = Bottleneck3;
        Bottleneck3.Events = Events$4;
        Bottleneck3.version = Bottleneck3.prototype.version = require$$8.version;
        Bottleneck3.strategy = Bottleneck3.prototype.strategy = {
          LEAK: 1,
          OVERFLOW: 2,
          OVERFLOW_PRIORITY: 4,
          BLOCK: 3
        };
        Bottleneck3.BottleneckError = Bottleneck3.prototype.BottleneckError = BottleneckError_1;
        Bottleneck3.Group = Bottleneck3.prototype.Group = Group_1;
        Bottleneck3.RedisConnection = Bottleneck3.prototype.RedisConnection = require$$2;
        Bottleneck3.IORedisConnection = Bottleneck3.prototype.IORedisConnection = require$$3;
        Bottleneck3.Batcher = Bottleneck3.prototype.Batcher = Batcher_1;
        Bottleneck3.prototype.jobDefaults = {
          priority: DEFAULT_PRIORITY$1,
          weight: 1,
          expiration: null,
          id: "<no-id>"
        };
        Bottleneck3.prototype.storeDefaults = {
          maxConcurrent: null,
          minTime: 0,
          highWater: null,
          strategy: Bottleneck3.prototype.strategy.LEAK,
          penalty: null,
          reservoir: null,
          reservoirRefreshInterval: null,
          reservoirRefreshAmount: null,
          reservoirIncreaseInterval: null,
          reservoirIncreaseAmount: null,
          reservoirIncreaseMaximum: null
        };
        Bottleneck3.prototype.localStoreDefaults = {
          Promise,
          timeout: null,
          heartbeatInterval: 250
        };
        Bottleneck3.prototype.redisStoreDefaults = {
          Promise,
          timeout: null,
          heartbeatInterval: 5e3,
          clientTimeout: 1e4,
          Redis: null,
          clientOptions: {},
          clusterNodes: null,
          clearDatastore: false,
          connection: null
        };
        Bottleneck3.prototype.instanceDefaults = {
          datastore: "local",
          connection: null,
          id: "<no-id>",
          rejectOnDrop: true,
          trackDoneStatus: false,
          Promise
        };
        Bottleneck3.prototype.stopDefaults = {
          enqueueErrorMessage: "This limiter has been stopped and cannot accept new jobs.",
          dropWaitingJobs: true,
          dropErrorMessage: "This limiter has been stopped."
        };
        return Bottleneck3;
      }).call(commonjsGlobal);
      var Bottleneck_1 = Bottleneck2;
      var lib = Bottleneck_1;
      return lib;
    }));
  }
});

// node_modules/@actions/core/lib/command.js
import * as os from "os";

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
import * as crypto from "crypto";
import * as fs from "fs";
import * as os2 from "os";
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
  }
  if (convertedValue.includes(delimiter)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
  }
  return `${key}<<${delimiter}${os2.EOL}${convertedValue}${os2.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/core.js
import * as os4 from "os";

// node_modules/@actions/http-client/lib/index.js
var tunnel = __toESM(require_tunnel(), 1);
var import_undici = __toESM(require_undici(), 1);
var HttpCodes;
(function(HttpCodes2) {
  HttpCodes2[HttpCodes2["OK"] = 200] = "OK";
  HttpCodes2[HttpCodes2["MultipleChoices"] = 300] = "MultipleChoices";
  HttpCodes2[HttpCodes2["MovedPermanently"] = 301] = "MovedPermanently";
  HttpCodes2[HttpCodes2["ResourceMoved"] = 302] = "ResourceMoved";
  HttpCodes2[HttpCodes2["SeeOther"] = 303] = "SeeOther";
  HttpCodes2[HttpCodes2["NotModified"] = 304] = "NotModified";
  HttpCodes2[HttpCodes2["UseProxy"] = 305] = "UseProxy";
  HttpCodes2[HttpCodes2["SwitchProxy"] = 306] = "SwitchProxy";
  HttpCodes2[HttpCodes2["TemporaryRedirect"] = 307] = "TemporaryRedirect";
  HttpCodes2[HttpCodes2["PermanentRedirect"] = 308] = "PermanentRedirect";
  HttpCodes2[HttpCodes2["BadRequest"] = 400] = "BadRequest";
  HttpCodes2[HttpCodes2["Unauthorized"] = 401] = "Unauthorized";
  HttpCodes2[HttpCodes2["PaymentRequired"] = 402] = "PaymentRequired";
  HttpCodes2[HttpCodes2["Forbidden"] = 403] = "Forbidden";
  HttpCodes2[HttpCodes2["NotFound"] = 404] = "NotFound";
  HttpCodes2[HttpCodes2["MethodNotAllowed"] = 405] = "MethodNotAllowed";
  HttpCodes2[HttpCodes2["NotAcceptable"] = 406] = "NotAcceptable";
  HttpCodes2[HttpCodes2["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
  HttpCodes2[HttpCodes2["RequestTimeout"] = 408] = "RequestTimeout";
  HttpCodes2[HttpCodes2["Conflict"] = 409] = "Conflict";
  HttpCodes2[HttpCodes2["Gone"] = 410] = "Gone";
  HttpCodes2[HttpCodes2["TooManyRequests"] = 429] = "TooManyRequests";
  HttpCodes2[HttpCodes2["InternalServerError"] = 500] = "InternalServerError";
  HttpCodes2[HttpCodes2["NotImplemented"] = 501] = "NotImplemented";
  HttpCodes2[HttpCodes2["BadGateway"] = 502] = "BadGateway";
  HttpCodes2[HttpCodes2["ServiceUnavailable"] = 503] = "ServiceUnavailable";
  HttpCodes2[HttpCodes2["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers2;
(function(Headers3) {
  Headers3["Accept"] = "accept";
  Headers3["ContentType"] = "content-type";
})(Headers2 || (Headers2 = {}));
var MediaTypes;
(function(MediaTypes2) {
  MediaTypes2["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
var HttpRedirectCodes = [
  HttpCodes.MovedPermanently,
  HttpCodes.ResourceMoved,
  HttpCodes.SeeOther,
  HttpCodes.TemporaryRedirect,
  HttpCodes.PermanentRedirect
];
var HttpResponseRetryCodes = [
  HttpCodes.BadGateway,
  HttpCodes.ServiceUnavailable,
  HttpCodes.GatewayTimeout
];

// node_modules/@actions/core/lib/summary.js
import { EOL as EOL3 } from "os";
import { constants, promises } from "fs";
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve2) {
      resolve2(value);
    });
  }
  return new (P || (P = Promise))(function(resolve2, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve2(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants.R_OK | constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text3, addEOL = false) {
    this._buffer += text3;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row2) => {
      const cells = row2.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text3, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text3);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text3, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text3, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text3, href) {
    const element = this.wrap("a", text3, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();
var summary = _summary;

// node_modules/@actions/core/lib/platform.js
import os3 from "os";

// node_modules/@actions/io/lib/io-util.js
import * as fs2 from "fs";
var { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs2.promises;
var IS_WINDOWS = process.platform === "win32";
var READONLY = fs2.constants.O_RDONLY;

// node_modules/@actions/exec/lib/toolrunner.js
var IS_WINDOWS2 = process.platform === "win32";

// node_modules/@actions/core/lib/platform.js
var platform = os3.platform();
var arch = os3.arch();

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function setFailed(message) {
  process.exitCode = ExitCode.Failure;
  error(message);
}
function debug(message) {
  issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
  issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}

// src/action/host.ts
function runnerHost() {
  return {
    input: (name) => getInput(name),
    output: (name, value) => setOutput(name, value),
    annotate: (annotation) => {
      const print = { failure: error, warning, notice }[annotation.annotation_level];
      const { title, path, start_line: startLine, end_line: endLine } = annotation;
      print(annotation.message.slice(0, 4e3), { title, file: path, startLine, endLine });
    },
    warn: (message) => warning(message),
    summarise: async (markdown) => {
      try {
        await summary.addRaw(markdown, true).write();
      } catch {
        debug("The job has no summary to write to.");
      }
    },
    fail: (message) => setFailed(message),
    debug: (message) => debug(message)
  };
}

// src/action/start.ts
import { readFile as readFile2 } from "node:fs/promises";
import { stdout } from "node:process";

// node_modules/@octokit/plugin-retry/dist-bundle/index.js
var import_light = __toESM(require_light(), 1);
var VERSION2 = "0.0.0-development";
function isRequestError(error2) {
  return error2.request !== void 0;
}
async function errorRequest(state, octokit, error2, options) {
  if (!isRequestError(error2) || !error2?.request.request) {
    throw error2;
  }
  if (error2.status >= 400 && !state.doNotRetry.includes(error2.status)) {
    const retries = options.request.retries != null ? options.request.retries : state.retries;
    const retryAfter = Math.pow((options.request.retryCount || 0) + 1, 2);
    throw octokit.retry.retryRequest(error2, retries, retryAfter);
  }
  throw error2;
}
async function wrapRequest(state, octokit, request, options) {
  const limiter = new import_light.default();
  limiter.on("failed", function(error2, info) {
    const maxRetries = ~~error2.request.request?.retries;
    const after = ~~error2.request.request?.retryAfter;
    options.request.retryCount = info.retryCount + 1;
    if (maxRetries > info.retryCount) {
      return after * state.retryAfterBaseValue;
    }
  });
  return limiter.schedule(
    requestWithGraphqlErrorHandling.bind(null, state, octokit, request),
    options
  );
}
async function requestWithGraphqlErrorHandling(state, octokit, request, options) {
  const response = await request(options);
  if (response.data && response.data.errors && response.data.errors.length > 0 && /Something went wrong while executing your query/.test(
    response.data.errors[0].message
  )) {
    const error2 = new RequestError(response.data.errors[0].message, 500, {
      request: options,
      response
    });
    return errorRequest(state, octokit, error2, options);
  }
  return response;
}
function retry(octokit, octokitOptions) {
  const state = Object.assign(
    {
      enabled: true,
      retryAfterBaseValue: 1e3,
      doNotRetry: [400, 401, 403, 404, 410, 422, 451],
      retries: 3
    },
    octokitOptions.retry
  );
  const retryPlugin = {
    retry: {
      retryRequest: (error2, retries, retryAfter) => {
        error2.request.request = Object.assign({}, error2.request.request, {
          retries,
          retryAfter
        });
        return error2;
      }
    }
  };
  if (state.enabled) {
    octokit.hook.error("request", errorRequest.bind(null, state, retryPlugin));
    octokit.hook.wrap("request", wrapRequest.bind(null, state, retryPlugin));
  }
  return retryPlugin;
}
retry.VERSION = VERSION2;

// node_modules/@octokit/plugin-throttling/dist-bundle/index.js
var import_light2 = __toESM(require_light(), 1);
var VERSION3 = "0.0.0-development";
var noop = () => Promise.resolve();
function wrapRequest2(state, request, options) {
  return state.retryLimiter.schedule(doRequest, state, request, options);
}
async function doRequest(state, request, options) {
  const { pathname } = new URL(options.url, "http://github.test");
  const isAuth = isAuthRequest(options.method, pathname);
  const isWrite = !isAuth && options.method !== "GET" && options.method !== "HEAD";
  const isSearch = options.method === "GET" && pathname.startsWith("/search/");
  const isGraphQL = pathname.startsWith("/graphql");
  const retryCount = ~~request.retryCount;
  const jobOptions = retryCount > 0 ? { priority: 0, weight: 0 } : {};
  if (state.clustering) {
    jobOptions.expiration = 1e3 * 60;
  }
  if (isWrite || isGraphQL) {
    await state.write.key(state.id).schedule(jobOptions, noop);
  }
  if (isWrite && state.triggersNotification(pathname)) {
    await state.notifications.key(state.id).schedule(jobOptions, noop);
  }
  if (isSearch) {
    await state.search.key(state.id).schedule(jobOptions, noop);
  }
  const req = (isAuth ? state.auth : state.global).key(state.id).schedule(jobOptions, request, options);
  if (isGraphQL) {
    const res = await req;
    if (res.data.errors != null && res.data.errors.some((error2) => error2.type === "RATE_LIMITED")) {
      const error2 = Object.assign(new Error("GraphQL Rate Limit Exceeded"), {
        response: res,
        data: res.data
      });
      throw error2;
    }
  }
  return req;
}
function isAuthRequest(method, pathname) {
  return method === "PATCH" && // https://docs.github.com/en/rest/apps/apps?apiVersion=2022-11-28#create-a-scoped-access-token
  /^\/applications\/[^/]+\/token\/scoped$/.test(pathname) || method === "POST" && // https://docs.github.com/en/rest/apps/oauth-applications?apiVersion=2022-11-28#reset-a-token
  (/^\/applications\/[^/]+\/token$/.test(pathname) || // https://docs.github.com/en/rest/apps/apps?apiVersion=2022-11-28#create-an-installation-access-token-for-an-app
  /^\/app\/installations\/[^/]+\/access_tokens$/.test(pathname) || // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
  pathname === "/login/oauth/access_token");
}
var triggers_notification_paths_default = [
  "/orgs/{org}/invitations",
  "/orgs/{org}/invitations/{invitation_id}",
  "/orgs/{org}/teams/{team_slug}/discussions",
  "/orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments",
  "/repos/{owner}/{repo}/collaborators/{username}",
  "/repos/{owner}/{repo}/commits/{commit_sha}/comments",
  "/repos/{owner}/{repo}/issues",
  "/repos/{owner}/{repo}/issues/{issue_number}/comments",
  "/repos/{owner}/{repo}/issues/{issue_number}/sub_issue",
  "/repos/{owner}/{repo}/issues/{issue_number}/sub_issues/priority",
  "/repos/{owner}/{repo}/pulls",
  "/repos/{owner}/{repo}/pulls/{pull_number}/comments",
  "/repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies",
  "/repos/{owner}/{repo}/pulls/{pull_number}/merge",
  "/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
  "/repos/{owner}/{repo}/pulls/{pull_number}/reviews",
  "/repos/{owner}/{repo}/releases",
  "/teams/{team_id}/discussions",
  "/teams/{team_id}/discussions/{discussion_number}/comments"
];
function routeMatcher(paths) {
  const regexes = paths.map(
    (path) => path.split("/").map((c) => c.startsWith("{") ? "(?:.+?)" : c).join("/")
  );
  const regex2 = `^(?:${regexes.map((r) => `(?:${r})`).join("|")})[^/]*$`;
  return new RegExp(regex2, "i");
}
var regex = routeMatcher(triggers_notification_paths_default);
var triggersNotification = regex.test.bind(regex);
var groups = {};
var createGroups = function(Bottleneck2, common) {
  groups.global = new Bottleneck2.Group({
    id: "octokit-global",
    maxConcurrent: 10,
    ...common
  });
  groups.auth = new Bottleneck2.Group({
    id: "octokit-auth",
    maxConcurrent: 1,
    ...common
  });
  groups.search = new Bottleneck2.Group({
    id: "octokit-search",
    maxConcurrent: 1,
    minTime: 2e3,
    ...common
  });
  groups.write = new Bottleneck2.Group({
    id: "octokit-write",
    maxConcurrent: 1,
    minTime: 1e3,
    ...common
  });
  groups.notifications = new Bottleneck2.Group({
    id: "octokit-notifications",
    maxConcurrent: 1,
    minTime: 3e3,
    ...common
  });
};
function throttling(octokit, octokitOptions) {
  const {
    enabled = true,
    Bottleneck: Bottleneck2 = import_light2.default,
    id = "no-id",
    timeout = 1e3 * 60 * 2,
    // Redis TTL: 2 minutes
    connection
  } = octokitOptions.throttle || {};
  if (!enabled) {
    return {};
  }
  const common = { timeout };
  if (typeof connection !== "undefined") {
    common.connection = connection;
  }
  const state = Object.assign(
    {
      clustering: connection != null,
      triggersNotification,
      fallbackSecondaryRateRetryAfter: 60,
      retryAfterBaseValue: 1e3,
      id
    },
    octokitOptions.throttle
  );
  if (typeof state.onSecondaryRateLimit !== "function" || typeof state.onRateLimit !== "function") {
    throw new Error(`octokit/plugin-throttling error:
        You must pass the onSecondaryRateLimit and onRateLimit error handlers.
        See https://octokit.github.io/rest.js/#throttling

        const octokit = new Octokit({
          throttle: {
            onSecondaryRateLimit: (retryAfter, options) => {/* ... */},
            onRateLimit: (retryAfter, options) => {/* ... */}
          }
        })
    `);
  }
  let initialized = false;
  const initializeBottleneck = () => {
    if (initialized) {
      return;
    }
    initialized = true;
    if (groups.global == null) {
      createGroups(Bottleneck2, common);
    }
    state.global = state.global ?? groups.global;
    state.auth = state.auth ?? groups.auth;
    state.search = state.search ?? groups.search;
    state.write = state.write ?? groups.write;
    state.notifications = state.notifications ?? groups.notifications;
    state.retryLimiter = state.retryLimiter ?? new Bottleneck2();
    const events = {};
    const emitter = new Bottleneck2.Events(events);
    events.on("secondary-limit", state.onSecondaryRateLimit);
    events.on("rate-limit", state.onRateLimit);
    events.on(
      "error",
      (e) => octokit.log.warn("Error in throttling-plugin limit handler", e)
    );
    state.retryLimiter.on("failed", async function(error2, info) {
      const [state2, request, options] = info.args;
      const { pathname } = new URL(options.url, "http://github.test");
      const shouldRetryGraphQL = pathname.startsWith("/graphql") && error2.status !== 401;
      if (!(shouldRetryGraphQL || error2.status === 403 || error2.status === 429)) {
        return;
      }
      const retryCount = ~~request.retryCount;
      request.retryCount = retryCount;
      options.request.retryCount = retryCount;
      const { wantRetry, retryAfter = 0 } = await (async function() {
        if (/\bsecondary rate\b/i.test(error2.message)) {
          const retryAfter2 = Number(error2.response.headers["retry-after"]) || state2.fallbackSecondaryRateRetryAfter;
          const wantRetry2 = await emitter.trigger(
            "secondary-limit",
            retryAfter2,
            options,
            octokit,
            retryCount
          );
          return { wantRetry: wantRetry2, retryAfter: retryAfter2 };
        }
        if (error2.response.headers != null && error2.response.headers["x-ratelimit-remaining"] === "0" || (error2.response.data?.errors ?? []).some(
          (error22) => error22.type === "RATE_LIMITED"
        )) {
          const rateLimitReset = new Date(
            ~~error2.response.headers["x-ratelimit-reset"] * 1e3
          ).getTime();
          const retryAfter2 = Math.max(
            // Add one second so we retry _after_ the reset time
            // https://docs.github.com/en/rest/overview/resources-in-the-rest-api?apiVersion=2022-11-28#exceeding-the-rate-limit
            Math.ceil((rateLimitReset - Date.now()) / 1e3) + 1,
            0
          );
          const wantRetry2 = await emitter.trigger(
            "rate-limit",
            retryAfter2,
            options,
            octokit,
            retryCount
          );
          return { wantRetry: wantRetry2, retryAfter: retryAfter2 };
        }
        return {};
      })();
      if (wantRetry) {
        request.retryCount++;
        return retryAfter * state2.retryAfterBaseValue;
      }
    });
  };
  octokit.hook.wrap("request", (request, options) => {
    initializeBottleneck();
    return wrapRequest2(state, request, options);
  });
  return {};
}
throttling.VERSION = VERSION3;
throttling.triggersNotification = triggersNotification;

// node_modules/@octokit/plugin-request-log/dist-src/version.js
var VERSION4 = "6.0.0";

// node_modules/@octokit/plugin-request-log/dist-src/index.js
function requestLog(octokit) {
  octokit.hook.wrap("request", (request, options) => {
    octokit.log.debug("request", options);
    const start2 = Date.now();
    const requestOptions = octokit.request.endpoint.parse(options);
    const path = requestOptions.url.replace(options.baseUrl, "");
    return request(options).then((response) => {
      const requestId = response.headers["x-github-request-id"];
      octokit.log.info(
        `${requestOptions.method} ${path} - ${response.status} with id ${requestId} in ${Date.now() - start2}ms`
      );
      return response;
    }).catch((error2) => {
      const requestId = error2.response?.headers["x-github-request-id"] || "UNKNOWN";
      octokit.log.error(
        `${requestOptions.method} ${path} - ${error2.status} with id ${requestId} in ${Date.now() - start2}ms`
      );
      throw error2;
    });
  });
}
requestLog.VERSION = VERSION4;

// node_modules/@octokit/rest/dist-src/version.js
var VERSION5 = "22.0.1";

// node_modules/@octokit/rest/dist-src/index.js
var Octokit2 = Octokit.plugin(requestLog, legacyRestEndpointMethods, paginateRest).defaults(
  {
    userAgent: `octokit-rest.js/${VERSION5}`
  }
);

// src/github/clock.ts
var systemClock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve2) => setTimeout(resolve2, milliseconds))
};
var WaitBudget = class {
  #clock;
  #leftMs;
  constructor(seconds, clock) {
    this.#leftMs = seconds * 1e3;
    this.#clock = clock;
  }
  /** False when the wait does not fit; then nothing was waited. */
  async wait(seconds) {
    const milliseconds = Math.ceil(seconds * 1e3);
    if (milliseconds > this.#leftMs) return false;
    this.#leftMs -= milliseconds;
    await this.#clock.sleep(milliseconds);
    return true;
  }
};

// src/github/fault.ts
var GitHubFault = class extends Error {
  name = "GitHubFault";
  kind;
  status;
  accepted;
  /** Each single message of the answer, for comparison. */
  messages;
  retryAfter;
  constructor(message, details, options) {
    super(message, options);
    this.kind = details.kind;
    this.status = details.status;
    this.accepted = details.accepted;
    this.messages = details.messages ?? [message];
    this.retryAfter = details.retryAfter;
  }
  says(...parts) {
    const text3 = this.messages.join("\n").toLowerCase();
    return parts.some((part) => text3.includes(part.toLowerCase()));
  }
};
function reasonOf(fault) {
  if (!(fault instanceof GitHubFault)) return fault instanceof Error ? fault.message : String(fault);
  if (fault.kind === "denied" && fault.accepted !== void 0) {
    return `${fault.message} The token would need: ${fault.accepted.replaceAll("=", ": ")}.`;
  }
  return fault.message;
}

// src/github/fault-from.ts
var Response2 = object({
  headers: record(string(), union([string(), number()]).optional()).catch({}),
  data: unknown()
});
var RequestFailure = object({ status: number(), message: string(), response: Response2.optional() });
var text = string().optional().catch(void 0);
var ErrorEntry = union([
  string(),
  object({ message: text, code: text, field: text }),
  unknown().transform(() => "")
]);
var ErrorBody = object({
  message: string().catch(""),
  errors: union([array(ErrorEntry), string().transform((only) => [only])]).catch([])
});
var GraphqlErrors = object({
  data: unknown(),
  errors: array(object({ type: text, message: string().catch("") })).min(1)
});
function faultFrom(error2, what, now) {
  if (error2 instanceof GitHubFault) return error2;
  const failure = RequestFailure.safeParse(error2);
  if (!failure.success) return withoutStatus(error2, what, now);
  const { status, response } = failure.data;
  if (response === void 0) {
    const reason = `${what}: no answer (${oneLine(failure.data.message)})`;
    return new GitHubFault(reason, { kind: "unavailable", status: 0 });
  }
  const messages = messagesOf(response.data);
  const header = (name) => response.headers[name]?.toString();
  const kind = kindOf(status, messages, header);
  const accepted = header("x-accepted-github-permissions");
  const retryAfter = kind === "rate-limited" ? waitOf(header, now) : void 0;
  return new GitHubFault(`${what}: ${String(status)} ${oneLine(messages.join("; "))}`.trimEnd(), {
    kind,
    status,
    messages,
    ...accepted === void 0 ? {} : { accepted: oneLine(accepted) },
    ...retryAfter === void 0 ? {} : { retryAfter }
  });
}
function withoutStatus(error2, what, now) {
  const limited = object({ response: Response2 }).safeParse(error2);
  const limit = limited.success ? graphqlLimit(limited.data.response.data, limited.data.response.headers, now) : void 0;
  if (limit !== void 0) return limit;
  const reason = error2 instanceof Error ? error2.message : "unknown error";
  return new GitHubFault(`${what}: ${oneLine(reason)}`, { kind: "unavailable", status: 0 }, { cause: error2 });
}
function graphqlLimit(data, headers, now) {
  const answer = GraphqlErrors.safeParse(data);
  if (!answer.success) return void 0;
  const { errors, data: given } = answer.data;
  const isLimit = ({ type, message }) => type === "RATE_LIMITED" || type === "RATE_LIMIT" || (given ?? null) === null && LIMIT_WORDS.test(message);
  if (!errors.some(isLimit)) return void 0;
  const retryAfter = waitOf((name) => headers[name]?.toString(), now);
  return new GitHubFault("GraphQL: the rate limit is reached.", { kind: "rate-limited", status: 200, retryAfter });
}
function graphqlRefusal(data) {
  const answer = GraphqlErrors.safeParse(data);
  if (!answer.success) return void 0;
  const types = new Set(answer.data.errors.map(({ type }) => type));
  const messages = answer.data.errors.map(({ message }) => message);
  const isDenied = types.has("FORBIDDEN") || types.has("INSUFFICIENT_SCOPES");
  const kind = isDenied ? "denied" : types.has("NOT_FOUND") ? "missing" : "unavailable";
  return new GitHubFault(`GraphQL: ${oneLine(messages.join("; ")).slice(0, 300)}`, { kind, status: 200, messages });
}
var LIMIT_WORDS = /secondary rate|rate limit|abuse detection/iu;
function messagesOf(data) {
  const body = ErrorBody.safeParse(data);
  if (!body.success) return typeof data === "string" && !/^\s*(?:<|$)/u.test(data) ? [data.slice(0, 200)] : [];
  const single = body.data.errors.map(
    (entry) => typeof entry === "string" ? entry : [entry.field, entry.message ?? entry.code].filter(Boolean).join(" ")
  );
  return [body.data.message, ...single].filter((message) => message !== "");
}
function kindOf(status, messages, header) {
  const said = messages.join("\n");
  if (status === 429) return "rate-limited";
  if (status === 403) {
    if (LIMIT_WORDS.test(said)) return "rate-limited";
    if (header("retry-after") !== void 0 || header("x-ratelimit-remaining") === "0") return "rate-limited";
    return /is locked/iu.test(said) ? "locked" : "denied";
  }
  if (status === 401) return "denied";
  if (status === 404 || status === 410) return "missing";
  if (status === 422 || status === 400 || status === 409) return "rejected";
  return status >= 500 || status === 408 || status < 400 ? "unavailable" : "unsupported";
}
function waitOf(header, now) {
  const asked = header("retry-after") ?? "";
  if (/^\d+$/u.test(asked)) return Number(asked);
  const until = Date.parse(asked);
  if (Number.isFinite(until)) return Math.max(Math.ceil((until - now) / 1e3), 0);
  const reset = Number(header("x-ratelimit-reset"));
  if (header("x-ratelimit-remaining") === "0" && Number.isFinite(reset)) {
    return Math.max(Math.ceil(reset - now / 1e3) + 1, 1);
  }
  return 60;
}
function oneLine(words) {
  return words.replaceAll(/\s+/gu, " ").trim().slice(0, 500);
}

// src/github/fetch.ts
var DEFAULT_LIMITS = { timeoutMs: 2e4, maxBytes: 256 * 1024 * 1024 };
var MAX_REDIRECTS = 3;
var MAX_TIMEOUTS = 12;
function wholeAnswers(fetch2, limits) {
  return async (url2, init) => {
    const watch = new Watch(limits.timeoutMs, init?.signal);
    try {
      const answer = await followed(fetch2, url2, { ...init, signal: watch.signal });
      if (answer.body === null || [204, 205, 304].includes(answer.status)) return answer;
      const bytes = await readWhole(answer, limits.maxBytes, watch);
      return bytes === void 0 ? tooLarge(limits.maxBytes) : wholeAnswer(answer, bytes);
    } finally {
      watch.stop();
    }
  };
}
var Watch = class {
  #controller = new AbortController();
  #timeoutMs;
  #last;
  #next;
  constructor(timeoutMs, given) {
    this.#timeoutMs = timeoutMs;
    this.#next = this.#abortAfter(timeoutMs);
    this.#last = this.#abortAfter(timeoutMs * MAX_TIMEOUTS);
    given?.addEventListener("abort", () => this.#controller.abort(given.reason), { once: true });
  }
  get signal() {
    return this.#controller.signal;
  }
  sawSomething() {
    clearTimeout(this.#next);
    this.#next = this.#abortAfter(this.#timeoutMs);
  }
  stop() {
    clearTimeout(this.#next);
    clearTimeout(this.#last);
  }
  #abortAfter(milliseconds) {
    const abort = () => this.#controller.abort(new DOMException("The answer took too long.", "TimeoutError"));
    return setTimeout(abort, milliseconds);
  }
};
async function followed(fetch2, url2, init) {
  if ((init.method ?? "GET") === "GET") return fetch2(url2, init);
  let target = new URL(url2);
  for (let count2 = 0; ; count2 += 1) {
    const answer = await fetch2(target, { ...init, redirect: "manual" });
    const location = answer.headers.get("location");
    if (![301, 302, 307, 308].includes(answer.status) || location === null) return answer;
    const next = new URL(location, target);
    if (next.origin !== target.origin || count2 >= MAX_REDIRECTS) throw new Error("GitHub redirects a write elsewhere.");
    target = next;
  }
}
async function readWhole(answer, maxBytes, watch) {
  const chunks = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    if (!(chunk instanceof Uint8Array)) throw new Error("The answer is no byte stream.");
    watch.sawSomething();
    length += chunk.byteLength;
    if (length > maxBytes) return void 0;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
function tooLarge(maxBytes) {
  return Response.json({ message: `The answer is larger than ${String(maxBytes)} bytes.` }, { status: 413 });
}
function wholeAnswer(answer, bytes) {
  const headers = new Headers([...answer.headers]);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
  if (isJson(answer)) {
    if (answer.ok) requireJson(bytes);
    headers.set("content-type", "application/json; charset=utf-8");
  }
  const { status, statusText } = answer;
  const whole = new Response(bytes, { status, statusText, headers });
  Object.defineProperty(whole, "url", { value: answer.url });
  return whole;
}
function isJson(answer) {
  return /^application\/([a-z0-9.+-]*\+)?json\b/iu.test(answer.headers.get("content-type") ?? "");
}
function requireJson(bytes) {
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error2) {
    throw new Error("The answer broke off or is no JSON.", { cause: error2 });
  }
}

// src/github/client.ts
var READ_ATTEMPTS = 4;
var LIMITED_ATTEMPTS = 5;
var API_VERSION = "2022-11-28";
function createClient(options) {
  return new OctokitClient(options);
}
var OctokitClient = class {
  owner;
  repo;
  clock;
  #octokit;
  /** For GraphQL queries: they are POSTs, and GitHub asks for pauses between what writes only. */
  #unpaced;
  #graphqlUrl;
  #budget;
  constructor(options) {
    this.owner = options.owner;
    this.repo = options.repo;
    this.clock = options.clock ?? systemClock;
    this.#graphqlUrl = options.graphqlUrl;
    this.#budget = new WaitBudget(options.waitSeconds ?? 120, this.clock);
    this.#octokit = octokitFor(options);
    this.#unpaced = octokitFor({ ...options, paced: false });
  }
  async read(route, parameters, shape) {
    return (await this.readPage(route, parameters, shape)).data;
  }
  async readPage(route, parameters, shape) {
    return this.#repeat(async () => {
      const answer = await this.#send(this.#octokit, route, parameters);
      return { data: shaped(answer.data, shape, route), hasNext: /rel="next"/u.test(answer.link) };
    });
  }
  async write(route, parameters, shape) {
    return shaped((await this.#send(this.#octokit, route, parameters)).data, shape, route);
  }
  async query(query, variables, shape) {
    return this.#repeat(async () => {
      const { data } = await this.#send(this.#unpaced, `POST ${this.#graphqlUrl}`, { query, variables });
      return shaped(data, shape, "GraphQL");
    }, isUnavailable);
  }
  async mutate(query, variables, shape) {
    const { data } = await this.#send(this.#octokit, `POST ${this.#graphqlUrl}`, { query, variables });
    return shaped(data, shape, "GraphQL");
  }
  async download(route, parameters) {
    return this.#repeat(async () => {
      const request = { parseSuccessResponseBody: false };
      const { data } = await this.#send(this.#octokit, route, { ...parameters, request });
      if (data instanceof ReadableStream) return new Uint8Array(await new Response(data).arrayBuffer());
      throw new GitHubFault(`${route}: no bytes in the answer`, { kind: "unavailable", status: 200 });
    });
  }
  async wait(seconds) {
    return this.#budget.wait(seconds);
  }
  /** One request, and again after the wait that a rate limit asks for: what was refused so was not stored. */
  async #send(octokit, route, parameters) {
    const common = route.includes("{owner}") ? { owner: this.owner, repo: this.repo } : {};
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await octokit.request(route, { ...common, ...parameters });
        const { data, headers } = answer;
        const limit = graphqlLimit(data, headers, this.clock.now());
        if (limit !== void 0) throw limit;
        return { data, link: headers.link ?? "" };
      } catch (error2) {
        const fault = faultFrom(error2, nameOf(route), this.clock.now());
        if (fault.kind !== "rate-limited" || attempt >= LIMITED_ATTEMPTS) throw fault;
        if (!await this.wait(fault.retryAfter ?? 60)) throw fault;
      }
    }
  }
  /** For reads only. Octokit's plugin repeats a GET that failed; what it takes for an answer and is none, and queries, here. */
  async #repeat(attempt, isWorthIt = isMisshapen) {
    for (let count2 = 1; ; count2 += 1) {
      try {
        return await attempt();
      } catch (error2) {
        if (!isWorthIt(error2) || count2 >= READ_ATTEMPTS || !await this.wait(count2)) throw error2;
      }
    }
  }
};
function isUnavailable(error2) {
  return error2 instanceof GitHubFault && error2.kind === "unavailable";
}
function isMisshapen(error2) {
  return error2 instanceof GitHubFault && error2.kind === "unavailable" && error2.status === 200;
}
function octokitFor(options) {
  const secondMs = options.secondMs ?? 1e3;
  const limits = { ...DEFAULT_LIMITS, ...options.timeoutMs === void 0 ? {} : { timeoutMs: options.timeoutMs } };
  const quiet = () => void 0;
  const Client = Octokit2.plugin(retry, throttling);
  const octokit = new Client({
    auth: options.token,
    baseUrl: options.apiUrl,
    userAgent: "fastapi-hardening",
    request: { fetch: wholeAnswers(options.fetch ?? fetch, limits) },
    // Octokit prints whole requests; the one place that prints to the log is `action/log.ts`.
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    retry: {
      retries: READ_ATTEMPTS - 1,
      retryAfterBaseValue: secondMs,
      doNotRetry: [400, 401, 403, 404, 406, 409, 410, 413, 415, 422, 429, 451]
    },
    throttle: {
      enabled: options.paced ?? true,
      // Pacing is the plugin's; waiting is ours, since it must fit into the run's budget and read every header.
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false
    }
  });
  octokit.hook.before("request", (request) => {
    request.headers["x-github-api-version"] = API_VERSION;
    if (request.method !== "GET") request.request["retries"] = 0;
  });
  return octokit;
}
function shaped(data, shape, route) {
  const result = shape.safeParse(data);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join(".") ?? "";
  const refusal = graphqlRefusal(data);
  if (refusal !== void 0) throw refusal;
  const text3 = `${nameOf(route)}: the answer has an unexpected shape${where === "" ? "" : ` at ${where}`}`;
  throw new GitHubFault(text3, { kind: "unavailable", status: 200 });
}
function nameOf(route) {
  if (/^POST https?:/u.test(route)) return "GraphQL";
  return route.replace("/repos/{owner}/{repo}/", "");
}

// src/action/environment.ts
var Name = string().regex(/^(?!\.{1,2}$)[\w.-]{1,100}$/u);
var Address = url({ protocol: /^https?$/u });
var Variables = object({
  GITHUB_API_URL: Address.default("https://api.github.com"),
  GITHUB_GRAPHQL_URL: Address.optional(),
  GITHUB_SERVER_URL: Address.default("https://github.com"),
  GITHUB_REPOSITORY: string().transform((name) => name.split("/")).pipe(tuple([Name, Name])),
  GITHUB_EVENT_NAME: string().min(1),
  GITHUB_EVENT_PATH: string().min(1),
  GITHUB_SHA: string().default(""),
  GITHUB_REF: string().default(""),
  GITHUB_WORKSPACE: string().optional(),
  GITHUB_RUN_ID: string().regex(/^\d{1,20}$/u).default("0"),
  GITHUB_ACTION_REPOSITORY: string().regex(/^[\w.-]+\/[\w.-]+$/u).optional().catch(void 0),
  GITHUB_ACTION_REF: string().regex(/^[\w./-]+$/u).optional().catch(void 0),
  GITHUB_RUN_ATTEMPT: string().regex(/^\d{1,6}$/u).default("1")
});
function readEnvironment(env) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const read2 = Variables.safeParse(given);
  if (!read2.success) {
    const [issue2] = read2.error.issues;
    throw new UserError("event-unreadable", `The variable ${String(issue2?.path[0])} is missing or not valid.`);
  }
  const { data } = read2;
  const [owner, repo] = data.GITHUB_REPOSITORY;
  const apiUrl = withoutSlash(data.GITHUB_API_URL);
  return {
    apiUrl,
    graphqlUrl: data.GITHUB_GRAPHQL_URL ?? graphqlBeside(apiUrl),
    serverUrl: withoutSlash(data.GITHUB_SERVER_URL),
    owner,
    repo,
    eventName: data.GITHUB_EVENT_NAME,
    eventPath: data.GITHUB_EVENT_PATH,
    sha: data.GITHUB_SHA,
    ref: data.GITHUB_REF,
    workspace: data.GITHUB_WORKSPACE,
    run: `${data.GITHUB_RUN_ID}.${data.GITHUB_RUN_ATTEMPT}`,
    runId: data.GITHUB_RUN_ID,
    actionRepository: data.GITHUB_ACTION_REPOSITORY,
    actionRef: data.GITHUB_ACTION_REF
  };
}
function withoutSlash(address) {
  return address.endsWith("/") ? address.slice(0, -1) : address;
}
function graphqlBeside(apiUrl) {
  return apiUrl.endsWith("/api/v3") ? apiUrl.replace(/\/v3$/u, "/graphql") : `${apiUrl}/graphql`;
}

// src/action/event.ts
var Sha = string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u);
var Repository = object({ full_name: string() }).nullish();
var PullPayload = object({
  action: string().nullish(),
  pull_request: object({
    number: int().positive(),
    state: string().nullish(),
    draft: boolean().nullish(),
    locked: boolean().nullish(),
    changed_files: int().nonnegative().nullish(),
    user: object({ login: string() }).nullish(),
    head: object({ sha: Sha, repo: Repository }),
    base: object({ sha: Sha, repo: Repository })
  }),
  sender: object({ login: string() }).nullish()
});
var MergeGroupPayload = object({
  action: string().default("checks_requested"),
  merge_group: object({ base_sha: Sha, head_sha: Sha })
});
var PushPayload = object({
  before: Sha,
  after: Sha,
  deleted: boolean().nullish(),
  created: boolean().nullish()
});
var WorkflowRunPayload = object({
  action: string(),
  workflow_run: object({
    id: int().positive(),
    head_sha: Sha,
    event: string(),
    head_repository: object({ full_name: string() }).nullish()
  })
});
function taskOf(environment, payload) {
  switch (environment.eventName) {
    case "pull_request":
    case "pull_request_target":
      return pullTask(environment, payload);
    case "merge_group": {
      const { action, merge_group: group } = read(MergeGroupPayload, payload, environment);
      if (action !== "checks_requested") return { kind: "nothing", reason: `a merge group was ${action}` };
      return { kind: "review-commits", event: "merge_group", base: group.base_sha, head: group.head_sha };
    }
    case "push":
      return pushTask(environment, payload);
    case "workflow_dispatch":
    case "schedule":
      return { kind: "audit", sha: shaOf(environment) };
    case "workflow_run":
      return runTask(environment, payload);
    default:
      throw new UserError("event-unreadable", `The event ${JSON.stringify(environment.eventName)} is not one of ours.`);
  }
}
function pullTask(environment, payload) {
  const { action, pull_request: pull, sender } = read(PullPayload, payload, environment);
  if (action === "closed" || pull.state === "closed") return { kind: "nothing", reason: "the pull request is closed" };
  const headRepository = pull.head.repo?.full_name;
  return {
    kind: "review-pull",
    pull: {
      number: pull.number,
      headSha: pull.head.sha,
      baseSha: pull.base.sha,
      changedFiles: pull.changed_files ?? void 0,
      draft: pull.draft ?? false,
      locked: pull.locked ?? false,
      // A head whose repository is gone came from a fork.
      fork: headRepository?.toLowerCase() !== `${environment.owner}/${environment.repo}`.toLowerCase(),
      dependabot: sender?.login === "dependabot[bot]",
      privileged: environment.eventName === "pull_request_target"
    }
  };
}
function pushTask(environment, payload) {
  const push = read(PushPayload, payload, environment);
  if (push.deleted === true || isZero(push.after)) return { kind: "nothing", reason: "a branch or tag was deleted" };
  if (isZero(push.before)) return { kind: "audit", sha: push.after };
  return { kind: "review-commits", event: "push", base: push.before, head: push.after };
}
function runTask(environment, payload) {
  const { action, workflow_run: run } = read(WorkflowRunPayload, payload, environment);
  if (action !== "completed") return { kind: "nothing", reason: "the other workflow has not ended yet" };
  if (run.event !== "pull_request")
    return { kind: "nothing", reason: "the other workflow did not run on a pull request" };
  const headRepository = run.head_repository?.full_name;
  if (headRepository === void 0) return { kind: "nothing", reason: "the repository of the head is gone" };
  return { kind: "publish-artifact", run: { id: run.id, headSha: run.head_sha, headRepository, event: run.event } };
}
function shaOf(environment) {
  const sha = Sha.safeParse(environment.sha);
  if (sha.success) return sha.data;
  throw new UserError("event-unreadable", "GITHUB_SHA is no commit.");
}
function isZero(sha) {
  return /^0+$/u.test(sha);
}
function read(shape, payload, environment) {
  const parsed = shape.safeParse(payload);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new UserError("event-unreadable", `The payload of ${environment.eventName} has no valid \`${where}\`.`);
}

// src/action/files.ts
import { lstat as lstat2, mkdir as mkdir2, readFile, realpath, writeFile as writeFile2 } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
var MAX_READ_BYTES = 64 * 1024 * 1024;
async function insideWorkspace(workspace, path) {
  const root = await realpath(workspace ?? process.cwd());
  const target = resolve(root, path);
  if (!target.startsWith(root + sep)) throw new UserError("input-invalid", "A file lies outside the workspace.");
  let existing = dirname(target);
  while (existing !== root) {
    const found = await lstat2(existing).catch(() => void 0);
    if (found !== void 0) break;
    existing = dirname(existing);
  }
  const real = await realpath(existing);
  if (real !== existing) throw new UserError("input-invalid", "A file lies behind a symbolic link.");
  const itself = await lstat2(target).catch(() => void 0);
  if (itself !== void 0 && !itself.isFile()) throw new UserError("input-invalid", "A file is no regular file.");
  return target;
}
async function writeInside(workspace, path, text3) {
  const target = await insideWorkspace(workspace, path);
  await mkdir2(dirname(target), { recursive: true });
  await writeFile2(target, text3);
}
async function readInside(workspace, path) {
  const target = await insideWorkspace(workspace, path);
  const found = await lstat2(target).catch(() => void 0);
  if (found === void 0) throw new UserError("input-invalid", "A file that an input names does not exist.");
  if (found.size > MAX_READ_BYTES) throw new UserError("input-invalid", "A file that an input names is too large.");
  return readFile(target, "utf8");
}

// src/action/inputs.ts
var flag = (fallback) => union([
  literal("").transform(() => fallback),
  stringbool({ truthy: ["true", "True", "TRUE"], falsy: ["false", "False", "FALSE"], case: "sensitive" })
]);
var count = (fallback, max) => union([
  literal("").transform(() => fallback),
  string().regex(/^\d{1,5}$/u).transform(Number).pipe(number().max(max))
]);
var innerPath = string().max(1e3).regex(/^[^\0\r\n\\]*$/u, "must be one line, with forward slashes").refine((path) => !path.startsWith("/") && !path.split("/").includes(".."), "must stay inside the repository").transform(
  (path) => path.split("/").filter((part) => part !== "" && part !== ".").join("/")
);
var optional = (shape) => union([literal("").transform(() => void 0), shape]);
var INPUT_SHAPES = {
  token: string().min(1, "must not be empty"),
  path: optional(innerPath),
  "fail-on": optional(_enum([...SEVERITIES, "never"])),
  "min-confidence": optional(_enum(CONFIDENCES)),
  config: optional(innerPath),
  comments: flag(true),
  "max-comments": count(50, 200),
  "check-run": flag(true),
  "check-name": string().trim().min(1, "must not be empty").max(100),
  draft: union([literal("").transform(() => "check-only"), _enum(["comment", "check-only", "skip"])]),
  "publish-failure-is-fatal": flag(false),
  "allow-head-checkout": flag(false),
  ref: optional(
    string().max(255).regex(/^[A-Za-z0-9][A-Za-z0-9_./-]*$/u, "must be a branch, a tag or a commit")
  ),
  baseline: optional(innerPath),
  "sarif-file": optional(innerPath),
  "json-file": optional(innerPath),
  "html-file": optional(innerPath),
  "artifact-file": optional(innerPath),
  artifact: optional(
    string().max(200).regex(/^[\w. -]+$/u, "must be the name of an artifact")
  ),
  "tracking-issue": flag(false)
};
var Shapes = object(INPUT_SHAPES);
function readInputs(read2) {
  const given = Object.fromEntries(Object.keys(INPUT_SHAPES).map((name) => [name, read2(name).trim()]));
  if (given["check-name"] === "") given["check-name"] = "FastAPI Hardening report";
  const parsed = Shapes.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue2) => `\`${issue2.path.join(".")}\` ${allowed(issue2)}`);
  throw new UserError("input-invalid", `${problems.join("; ")}.`);
}
var CHOICES = {
  "fail-on": [...SEVERITIES, "never"].join(", "),
  "min-confidence": CONFIDENCES.join(", "),
  draft: "comment, check-only, skip",
  "max-comments": "a number from 0 to 200"
};
function allowed(issue2) {
  const name = String(issue2.path[0]);
  const choices = CHOICES[name];
  if (choices !== void 0) return `must be one of: ${choices}`;
  const isFlag = [
    "comments",
    "check-run",
    "publish-failure-is-fatal",
    "allow-head-checkout",
    "tracking-issue"
  ].includes(name);
  if (isFlag) return "must be true or false";
  const nested = issue2.code === "invalid_union" ? issue2.errors.flat().at(-1)?.message : issue2.message;
  return nested ?? "is not valid";
}

// src/action/log.ts
var Log = class {
  #write;
  constructor(write) {
    this.#write = write;
  }
  info(text3) {
    for (const line of text3.split(/\r\n|\r|\n/u)) this.#write(`${inert(line)}
`);
  }
};
function inert(line) {
  return visible(line).replaceAll("##[", "#⁠#[").replace(/^(\s*):(?=:)/u, "$1.:");
}

// src/action/proxy.ts
var PROXY_VARIABLES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"];
async function proxiedFetch(env) {
  if (!PROXY_VARIABLES.some((name) => env[name] !== void 0 && env[name] !== "")) return fetch;
  const { defaults } = await import("./chunks/utils-CCSHDCH4.js");
  const proxied = defaults.request?.fetch;
  if (typeof proxied !== "function") return fetch;
  return async (url2, init) => {
    const answer = await Reflect.apply(proxied, void 0, [url2, init]);
    if (!isResponse(answer)) throw new TypeError("The proxy gave no answer.");
    return answer;
  };
}
function isResponse(answer) {
  return typeof answer === "object" && answer !== null && "status" in answer && "headers" in answer && "body" in answer;
}

// src/github/bytes.ts
function byteLength(text3) {
  return Buffer.byteLength(text3, "utf8");
}
function cutToBytes(text3, maxBytes) {
  if (byteLength(text3) <= maxBytes) return text3;
  const mark = "…";
  const bytes = Buffer.from(text3, "utf8").subarray(0, Math.max(maxBytes - byteLength(mark), 0));
  let end = bytes.length;
  const whole = Buffer.from(text3, "utf8");
  while (end > 0 && ((whole[end] ?? 0) & 192) === 128) end -= 1;
  return bytes.subarray(0, end).toString("utf8") + (maxBytes >= byteLength(mark) ? mark : "");
}

// src/github/annotations.ts
var LEVELS = {
  critical: "failure",
  high: "failure",
  medium: "warning",
  low: "notice",
  info: "notice"
};
var MAX_TITLE_CHARS = 255;
var MAX_MESSAGE_BYTES = 6e4;
function annotationOf(finding, titleOf) {
  const start2 = Math.max(finding.startLine, 1);
  const end = Math.max(finding.endLine, start2);
  const where = finding.side === "LEFT" ? ` (line ${String(start2)} before this change)` : "";
  const related = finding.related.map(({ at, message }) => `- ${at.path}:${String(at.span.startLine)}: ${message}`);
  const text3 = [`${finding.message}${where}`, ...related].map(visibleLine).join("\n");
  return {
    path: finding.path,
    start_line: start2,
    end_line: end,
    // GitHub takes columns only for one line.
    ...start2 === end && finding.startColumn >= 1 && finding.endColumn >= finding.startColumn ? { start_column: finding.startColumn, end_column: finding.endColumn } : {},
    annotation_level: LEVELS[finding.severity],
    title: visible(`${finding.severity}: ${titleOf(finding.ruleId)}`).slice(0, MAX_TITLE_CHARS),
    message: cutToBytes(text3, MAX_MESSAGE_BYTES)
  };
}

// src/github/check-run.ts
var ANNOTATIONS_PER_REQUEST = 50;
var MAX_SUMMARY_BYTES = 65535;
var MAX_TITLE_CHARS2 = 250;
var MAX_RESENDS = 2;
var LOOK_AFTER_SECONDS = 2;
var Written = object({ id: number() });
var Found = object({
  check_runs: array(
    object({
      id: number(),
      external_id: string().nullish(),
      output: object({ annotations_count: number().catch(0) }).nullish()
    })
  )
});
var Counted = object({ output: object({ annotations_count: number() }) });
async function publishCheck(client, report) {
  const reasons = [];
  const made = await create(client, report, report.annotations.slice(0, ANNOTATIONS_PER_REQUEST), reasons);
  if (made === "rejected") {
    const bare2 = await create(client, report, [], reasons);
    return { created: typeof bare2 === "object", annotated: 0, reasons };
  }
  if (typeof made !== "object") return { created: false, annotated: 0, reasons };
  let { annotated } = made;
  while (annotated < report.annotations.length) {
    const batch = report.annotations.slice(annotated, annotated + ANNOTATIONS_PER_REQUEST);
    const standing = await append(client, report, { id: made.id, annotated, batch }, reasons);
    if (standing <= annotated) break;
    annotated = standing;
  }
  return { created: true, annotated, reasons };
}
async function create(client, report, annotations, reasons) {
  for (let resends = 0; ; resends += 1) {
    try {
      const { id } = await client.write(
        "POST /repos/{owner}/{repo}/check-runs",
        {
          name: report.name,
          head_sha: report.headSha,
          external_id: report.externalId,
          status: "completed",
          conclusion: report.conclusion,
          output: outputOf(report, annotations)
        },
        Written
      );
      return { id, annotated: annotations.length };
    } catch (error2) {
      if (!(error2 instanceof GitHubFault)) throw error2;
      if (error2.kind === "unavailable") {
        const found = await lookFor(client, report);
        if (typeof found === "object") return found;
        if (found === "absent" && resends < MAX_RESENDS) continue;
      }
      if (error2.kind === "rejected" && annotations.length > 0) {
        reasons.push(`GitHub refused the annotations: ${reasonOf(error2)}`);
        return "rejected";
      }
      reasons.push(`The check run could not be written: ${reasonOf(error2)}`);
      return "failed";
    }
  }
}
async function lookFor(client, report) {
  await client.wait(LOOK_AFTER_SECONDS);
  try {
    const { check_runs: runs } = await client.read(
      "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
      { ref: report.headSha, check_name: report.name, per_page: 100 },
      Found
    );
    const ours = runs.find((run) => run.external_id === report.externalId);
    return ours === void 0 ? "absent" : { id: ours.id, annotated: ours.output?.annotations_count ?? 0 };
  } catch (error2) {
    if (!(error2 instanceof GitHubFault)) throw error2;
    return "unknown";
  }
}
async function append(client, report, patch, reasons) {
  const { id, annotated: standing, batch } = patch;
  for (let resends = 0; ; resends += 1) {
    try {
      await client.write(
        "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
        { check_run_id: id, output: outputOf(report, batch) },
        Written
      );
      return standing + batch.length;
    } catch (error2) {
      if (!(error2 instanceof GitHubFault)) throw error2;
      if (error2.kind === "unavailable") {
        const count2 = await countAnnotations(client, id);
        if (count2 !== void 0 && count2 > standing) return count2;
        if (count2 !== void 0 && resends < MAX_RESENDS) continue;
      }
      reasons.push(`Not all annotations could be written: ${reasonOf(error2)}`);
      return standing;
    }
  }
}
async function countAnnotations(client, id) {
  await client.wait(LOOK_AFTER_SECONDS);
  try {
    const route = "GET /repos/{owner}/{repo}/check-runs/{check_run_id}";
    return (await client.read(route, { check_run_id: id }, Counted)).output.annotations_count;
  } catch (error2) {
    if (!(error2 instanceof GitHubFault)) throw error2;
    return void 0;
  }
}
function outputOf(report, annotations) {
  return {
    title: report.title.slice(0, MAX_TITLE_CHARS2),
    summary: cutToBytes(report.summary, MAX_SUMMARY_BYTES),
    ...annotations.length === 0 ? {} : { annotations }
  };
}

// src/github/blobs.ts
import { createHash } from "node:crypto";
function blobId(bytes) {
  return createHash("sha1").update(`blob ${String(bytes.byteLength)}\0`).update(bytes).digest("hex");
}
var PER_QUERY = 60;
var MAX_QUERIES = 40;
var MAX_SINGLE = 120;
var Blob = object({
  oid: string(),
  text: string().nullish(),
  isTruncated: boolean().nullish()
});
var Answer = object({ data: object({ repository: record(string(), unknown()) }) });
async function fetchBlobs(client, expressions) {
  const found = /* @__PURE__ */ new Map();
  const single = /* @__PURE__ */ new Map();
  const wanted = [...new Set(expressions)];
  for (let query = 0; query * PER_QUERY < wanted.length && query < MAX_QUERIES; query += 1) {
    const batch = wanted.slice(query * PER_QUERY, (query + 1) * PER_QUERY);
    const blobs = await queryBlobs(client, batch);
    for (const [index, expression] of batch.entries()) {
      const blob = Blob.safeParse(blobs[`f${String(index)}`]);
      const bytes = blob.success ? bytesOf(blob.data) : void 0;
      if (bytes !== void 0) found.set(expression, bytes);
      else if (blob.success) single.set(expression, blob.data.oid);
      else if (/^[0-9a-f]{40}$/u.test(expression)) single.set(expression, expression);
    }
  }
  for (const [expression, id] of [...single].slice(0, MAX_SINGLE)) {
    const bytes = await fetchBlob(client, id);
    if (bytes !== void 0) found.set(expression, bytes);
  }
  return found;
}
async function queryBlobs(client, expressions) {
  const declared = expressions.map((_, index) => `$e${String(index)}: String!`).join(", ");
  const fields = expressions.map(
    (_, index) => `    f${String(index)}: object(expression: $e${String(index)}) { ... on Blob { oid text isTruncated } }`
  );
  const query = `query ($owner: String!, $name: String!, ${declared}) {
  repository(owner: $owner, name: $name) {
${fields.join("\n")}
  }
}`;
  const named = expressions.map((expression, index) => [`e${String(index)}`, expression]);
  const variables = { owner: client.owner, name: client.repo, ...Object.fromEntries(named) };
  try {
    return (await client.query(query, variables, Answer)).data.repository;
  } catch (error2) {
    if (!(error2 instanceof GitHubFault)) throw error2;
    return {};
  }
}
function bytesOf(blob) {
  if (typeof blob.text !== "string" || blob.isTruncated === true) return void 0;
  const bytes = Buffer.from(blob.text, "utf8");
  return blobId(bytes) === blob.oid ? bytes : void 0;
}
var RestBlob = object({ content: string(), encoding: _enum(["base64", "utf-8"]) });
async function fetchBlob(client, id) {
  try {
    const route = "GET /repos/{owner}/{repo}/git/blobs/{file_sha}";
    const { content, encoding } = await client.read(route, { file_sha: id }, RestBlob);
    const bytes = Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
    return blobId(bytes) === id ? bytes : void 0;
  } catch (error2) {
    if (!(error2 instanceof GitHubFault)) throw error2;
    return void 0;
  }
}

// src/github/tar.ts
import { createGunzip } from "node:zlib";
var TAR_LIMITS = {
  maxEntries: 5e5,
  maxFileBytes: 5 * 1024 * 1024,
  maxKeptBytes: 512 * 1024 * 1024,
  maxTotalBytes: 8 * 1024 * 1024 * 1024
};
var BLOCK = 512;
var MAX_PAX_BYTES = 64 * 1024;
async function readTarball(gzipped, isWanted2, limits = TAR_LIMITS) {
  const reader = new TarReader(isWanted2, limits);
  try {
    for await (const chunk of unpacked(gzipped)) {
      if (!(chunk instanceof Uint8Array)) throw broken("it is no byte stream");
      reader.push(chunk);
    }
  } catch (error2) {
    if (error2 instanceof GitHubFault) throw error2;
    throw broken(error2 instanceof Error ? error2.message : "it cannot be unpacked");
  }
  return reader.finish();
}
function unpacked(archive) {
  if (archive[0] !== 31 || archive[1] !== 139) return [archive];
  const gunzip = createGunzip();
  gunzip.end(archive);
  return gunzip;
}
function broken(why) {
  return new GitHubFault(`The archive cannot be read: ${why}.`, { kind: "unavailable", status: 200 });
}
var TarReader = class {
  #isWanted;
  #limits;
  #entries = [];
  #rest = new Uint8Array(0);
  #current;
  #pax = /* @__PURE__ */ new Map();
  #total = 0;
  #kept = 0;
  #ended = false;
  constructor(isWanted2, limits) {
    this.#isWanted = isWanted2;
    this.#limits = limits;
  }
  push(chunk) {
    this.#total += chunk.byteLength;
    if (this.#total > this.#limits.maxTotalBytes) throw broken("it is too large");
    let offset = 0;
    while (offset < chunk.byteLength)
      offset = this.#current === void 0 ? this.#takeHeader(chunk, offset) : this.#takeBody(chunk, offset);
  }
  finish() {
    if (this.#current !== void 0 || !this.#ended) throw broken("it breaks off");
    return this.#entries;
  }
  #takeHeader(chunk, offset) {
    const missing = BLOCK - this.#rest.byteLength;
    const part = chunk.subarray(offset, offset + missing);
    const block = this.#rest.byteLength === 0 ? part : Buffer.concat([this.#rest, part]);
    const next = offset + part.byteLength;
    if (block.byteLength < BLOCK) {
      this.#rest = Buffer.from(block);
      return next;
    }
    this.#rest = new Uint8Array(0);
    if (this.#ended) return next;
    if (block.every((byte) => byte === 0)) this.#ended = true;
    else this.#begin(block);
    return next;
  }
  #begin(block) {
    const header = headerOf(block, this.#pax);
    const isMeta = header.type === "x" || header.type === "g";
    if (isMeta && header.size > MAX_PAX_BYTES) throw broken("a header is too large");
    if (this.#entries.length >= this.#limits.maxEntries) throw broken("it has too many files");
    const isFile = header.type === "0" || header.type === "\0";
    const keep = isMeta || isFile && this.#isWanted(header.path) && header.size <= this.#limits.maxFileBytes;
    if (!isMeta) this.#pax = /* @__PURE__ */ new Map();
    if (keep && !isMeta) {
      this.#kept += header.size;
      if (this.#kept > this.#limits.maxKeptBytes) throw broken("it holds too much Python");
    }
    const padding = (BLOCK - header.size % BLOCK) % BLOCK;
    this.#current = { header, chunks: [], keep, left: header.size, padding };
    if (header.size === 0) this.#end();
  }
  #takeBody(chunk, offset) {
    const current = this.#current;
    if (current === void 0) return offset;
    const part = chunk.subarray(offset, offset + current.left);
    if (current.keep && part.byteLength > 0) current.chunks.push(Uint8Array.from(part));
    current.left -= part.byteLength;
    const skipped = current.left === 0 ? Math.min(current.padding, chunk.byteLength - offset - part.byteLength) : 0;
    current.padding -= skipped;
    if (current.left === 0 && current.padding === 0) this.#end();
    return offset + part.byteLength + skipped;
  }
  #end() {
    if (this.#current === void 0) return;
    const { header, chunks, keep } = this.#current;
    this.#current = void 0;
    const bytes = keep ? new Uint8Array(Buffer.concat(chunks)) : void 0;
    if (header.type === "x" && bytes !== void 0) this.#pax = paxOf(bytes);
    const { path, size } = header;
    if (path === "") return;
    if (header.type === "2") {
      this.#entries.push({ path, kind: "link", executable: false, size, bytes: Buffer.from(header.target, "utf8") });
    } else if (header.type === "0" || header.type === "\0") {
      this.#entries.push({ path, kind: "file", executable: (header.mode & 64) !== 0, size, bytes });
    }
  }
};
function headerOf(block, pax) {
  if (!isSummed(block)) throw broken("a header is damaged");
  const prefix = text2(block, 345, 155);
  const name = pax.get("path") ?? (prefix === "" ? text2(block, 0, 100) : `${prefix}/${text2(block, 0, 100)}`);
  const paxSize = pax.get("size");
  const size = paxSize === void 0 ? octal(block, 124, 12) : Number(paxSize);
  if (!Number.isSafeInteger(size) || size < 0) throw broken("a size is no number");
  const slash = name.indexOf("/");
  return {
    path: slash === -1 ? "" : name.slice(slash + 1),
    type: String.fromCharCode(block[156] ?? 0),
    mode: octal(block, 100, 8),
    size,
    target: pax.get("linkpath") ?? text2(block, 157, 100)
  };
}
function isSummed(block) {
  let sum = 0;
  for (const [index, byte] of block.entries()) sum += index >= 148 && index < 156 ? 32 : byte;
  return sum === octal(block, 148, 8);
}
function text2(block, start2, length) {
  const field = block.subarray(start2, start2 + length);
  const end = field.indexOf(0);
  return Buffer.from(end === -1 ? field : field.subarray(0, end)).toString("utf8");
}
function octal(block, start2, length) {
  const digits = text2(block, start2, length).trim();
  return digits === "" ? 0 : /^[0-7]+$/u.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}
function paxOf(bytes) {
  const records = /* @__PURE__ */ new Map();
  let offset = 0;
  while (offset < bytes.byteLength) {
    const blank = bytes.indexOf(32, offset);
    const length = blank === -1 ? Number.NaN : Number(Buffer.from(bytes.subarray(offset, blank)).toString("latin1"));
    if (!Number.isSafeInteger(length) || length < 5 || offset + length > bytes.byteLength)
      throw broken("a header is damaged");
    const record2 = Buffer.from(bytes.subarray(blank + 1, offset + length - 1)).toString("utf8");
    const equals = record2.indexOf("=");
    if (equals > 0) records.set(record2.slice(0, equals), record2.slice(equals + 1));
    offset += length;
  }
  return records;
}

// src/github/archive.ts
var ALTERING = /\bexport-(?:ignore|subst)\b|\bworking-tree-encoding\b/u;
var LINK_MODE = "120000";
var MAX_LINK_BYTES = 4096;
async function readTree(client, commit) {
  try {
    return await readArchive(client, commit);
  } catch (error2) {
    if (!(error2 instanceof GitHubFault) || error2.kind === "rate-limited") throw error2;
    return completeTree(client, commit, { entries: [], blobs: /* @__PURE__ */ new Map(), exact: false, altered: false });
  }
}
async function readArchive(client, commit) {
  const archive = await client.download("GET /repos/{owner}/{repo}/tarball/{ref}", { ref: commit });
  const blobs = /* @__PURE__ */ new Map();
  const entries = [];
  let altered = false;
  for (const entry of await readTarball(archive, (path) => isWanted(path) || isAttributes(path))) {
    if (isAttributes(entry.path)) altered ||= ALTERING.test(new TextDecoder().decode(entry.bytes));
    const id = entry.bytes === void 0 ? "" : blobId(entry.bytes);
    if (entry.bytes !== void 0) blobs.set(id, entry.bytes);
    const mode = entry.kind === "link" ? LINK_MODE : entry.executable ? "100755" : "100644";
    entries.push({ path: entry.path, mode, id, size: entry.size });
  }
  return { entries, blobs, exact: false, altered };
}
function isAttributes(path) {
  return path === ".gitattributes" || path.endsWith("/.gitattributes");
}
var TreeAnswer = object({
  truncated: boolean(),
  tree: array(
    object({
      path: string(),
      mode: string(),
      type: string(),
      sha: string(),
      size: number().optional()
    })
  )
});
async function listTree2(client, commit) {
  const answer = await client.read(
    "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
    { tree_sha: commit, recursive: "1" },
    TreeAnswer
  );
  if (answer.truncated) {
    throw new GitHubFault("The repository has more files than GitHub lists.", { kind: "unsupported", status: 200 });
  }
  return answer.tree.filter(({ type }) => type !== "tree").map(({ path, mode, sha, size }) => ({ path, mode, id: sha, size }));
}
async function completeTree(client, commit, known) {
  const entries = await listTree2(client, commit);
  const missing = entries.filter((entry) => mustRead(entry) && !known.blobs.has(entry.id)).map(({ id }) => id);
  const fetched = await fetchBlobs(client, missing);
  return { entries, blobs: new Map([...known.blobs, ...fetched]), exact: true, altered: false };
}
function mustRead({ path, mode, size }) {
  if (mode === LINK_MODE) return (size ?? 0) <= MAX_LINK_BYTES && !path.slice(path.lastIndexOf("/") + 1).includes(".");
  return mode.startsWith("100") && isWanted(path) && !isUnsafeName(path) && (size ?? 0) <= MAX_FILE_BYTES;
}

// src/github/pull-request.ts
var FileRow = object({
  filename: string().min(1),
  previous_filename: string().nullish(),
  status: _enum(["added", "removed", "modified", "renamed", "copied", "changed", "unchanged"]),
  sha: string().nullish(),
  additions: number(),
  deletions: number(),
  patch: string().nullish()
}).transform((row2) => ({
  filename: row2.filename,
  status: row2.status,
  sha: row2.sha ?? null,
  additions: row2.additions,
  deletions: row2.deletions,
  // Some servers write null where GitHub leaves a field out.
  ...typeof row2.previous_filename === "string" ? { previousFilename: row2.previous_filename } : {},
  ...typeof row2.patch === "string" ? { patch: row2.patch } : {}
}));
var PER_PAGE = 100;
var MAX_FILE_PAGES = 30;
async function countChangedFiles(client, number2) {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
  const shape = object({ changed_files: number().nullish() });
  return (await client.read(route, { pull_number: number2 }, shape)).changed_files ?? void 0;
}
async function listFiles(client, pull) {
  const byName = /* @__PURE__ */ new Map();
  for (let page = 1; page <= MAX_FILE_PAGES; page += 1) {
    const rows = await client.readPage(
      "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
      { pull_number: pull.number, per_page: PER_PAGE, page },
      array(FileRow)
    );
    for (const row2 of rows.data) byName.set(row2.filename, row2);
    if (!rows.hasNext && rows.data.length < PER_PAGE) break;
    if (rows.data.length === 0) break;
  }
  const files = [...byName.values()];
  if (pull.changedFiles === void 0 || files.length === pull.changedFiles) return { files };
  return { files, incomplete: `GitHub listed ${String(files.length)} of ${String(pull.changedFiles)} changed files.` };
}
var THREADS = `
query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      state
      locked
      reviewThreads(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id
          isResolved
          isOutdated
          viewerCanResolve
          path
          subjectType
          comments(first: 1) {
            totalCount
            nodes { id body viewerDidAuthor }
          }
        }
      }
    }
  }
}`;
var ThreadNode = object({
  id: string(),
  isResolved: boolean(),
  isOutdated: boolean(),
  viewerCanResolve: boolean(),
  path: string(),
  subjectType: _enum(["LINE", "FILE"]).nullish(),
  comments: object({
    totalCount: number(),
    nodes: array(object({ id: string(), body: string(), viewerDidAuthor: boolean() }).nullable())
  })
});
var PullNode = object({
  headRefOid: string(),
  state: string(),
  locked: boolean(),
  reviewThreads: object({
    pageInfo: object({ hasNextPage: boolean(), endCursor: string().nullish() }),
    nodes: array(ThreadNode.nullable())
  })
});
var ThreadsAnswer = object({
  data: object({ repository: object({ pullRequest: PullNode }) }),
  errors: array(unknown()).nullish()
}).refine(({ data, errors }) => (errors ?? []).length === 0 || isWhole(data.repository.pullRequest));
function isWhole({ reviewThreads }) {
  return reviewThreads.nodes.every((node) => node !== null && !node.comments.nodes.includes(null));
}
var MAX_THREAD_PAGES = 50;
async function readState(client, number2) {
  const threads = [];
  let after = null;
  for (let page = 1; page <= MAX_THREAD_PAGES; page += 1) {
    const pull = await readPage(client, number2, after);
    for (const node of pull.reviewThreads.nodes) {
      const thread = node === null ? void 0 : threadOf(node);
      if (thread !== void 0) threads.push(thread);
    }
    const { hasNextPage, endCursor } = pull.reviewThreads.pageInfo;
    if (!hasNextPage || endCursor === null || endCursor === void 0) {
      return { headSha: pull.headRefOid, open: pull.state === "OPEN", locked: pull.locked, threads };
    }
    after = endCursor;
  }
  throw new GitHubFault("GraphQL: the list of review threads does not end.", { kind: "unavailable", status: 200 });
}
async function readPage(client, number2, after) {
  const variables = { owner: client.owner, repo: client.repo, number: number2, after };
  return (await client.query(THREADS, variables, ThreadsAnswer)).data.repository.pullRequest;
}
function threadOf(node) {
  const [first] = node.comments.nodes;
  if (first === void 0 || first === null) return void 0;
  return {
    id: node.id,
    commentId: first.id,
    body: first.body,
    own: first.viewerDidAuthor,
    path: node.path,
    fileLevel: node.subjectType === "FILE",
    resolved: node.isResolved,
    outdated: node.isOutdated,
    canResolve: node.viewerCanResolve,
    replies: node.comments.totalCount - 1
  };
}

// src/github/compare.ts
var Answer2 = object({
  merge_base_commit: object({ sha: string() }),
  files: array(FileRow).nullish()
});
var MAX_FILES = 300;
var PER_PAGE2 = 100;
async function compareCommits(client, commits) {
  const { data, hasNext } = await client.readPage(
    "GET /repos/{owner}/{repo}/compare/{basehead}",
    { basehead: `${commits.base}...${commits.head}`, per_page: PER_PAGE2, page: 1 },
    Answer2
  );
  const { merge_base_commit: start2, files } = data;
  const common = { mergeBase: start2.sha, files: files ?? [] };
  if (files === void 0 || files === null)
    return { ...common, incomplete: "GitHub gave no list of files for the comparison." };
  if (hasNext && files.length === PER_PAGE2) return { ...common, incomplete: "The comparison has more files." };
  if (files.length < MAX_FILES) return common;
  return { ...common, incomplete: `GitHub lists only ${String(MAX_FILES)} files of a comparison.` };
}

// src/github/unpatch.ts
function unpatch(head, patch) {
  if (patch.includes("�") || hunksOfPatch(patch).kind === "refused") return void 0;
  const newLines = linesOf(byteText(head));
  const oldLines = [];
  let next = 0;
  let previous = "";
  for (const line of linesOf(byteText(Buffer.from(patch.endsWith("\n") ? patch : `${patch}
`, "utf8")))) {
    const sign = line[0];
    const content = line.slice(1);
    if (sign === "@") {
      const start2 = hunkStart(line);
      if (start2 === void 0 || start2 < next || start2 > newLines.length) return void 0;
      oldLines.push(...newLines.slice(next, start2));
      next = start2;
    } else if (sign === "-") oldLines.push(content);
    else if (sign === "\\") {
      if (previous !== "+") chomp(oldLines);
    } else {
      const here = newLines[next];
      if (here === void 0 || here !== content && `${here}
` !== content) return void 0;
      if (sign === " ") oldLines.push(here);
      next += 1;
    }
    previous = sign ?? "";
  }
  oldLines.push(...newLines.slice(next));
  return Buffer.from(oldLines.join(""), "latin1");
}
function hunkStart(header) {
  const match = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/u.exec(header);
  if (match === null) return void 0;
  const start2 = Number(match[1]);
  return match[2] === "0" ? start2 : start2 - 1;
}
function chomp(lines) {
  const last = lines.pop();
  if (last !== void 0) lines.push(last.endsWith("\n") ? last.slice(0, -1) : last);
}

// src/github/source.ts
async function readSnapshot(client, commit) {
  const tree = await completeTree(client, commit, await readTree(client, commit));
  return assembleSnapshot(commit, tree.entries, tree.blobs);
}
async function readChange(client, commits, listed) {
  const tree = await headTree(client, commits.head, listed.files);
  const heads = new Map(tree.entries.map((entry) => [entry.path, entry]));
  const before = await oldFiles(client, { commits, listed, tree, heads });
  const baseEntries = new Map(heads);
  for (const file of listed.files) {
    if (file.status !== "removed") baseEntries.delete(file.filename);
  }
  for (const entry of before.entries) baseEntries.set(entry.path, entry);
  const head = assembleSnapshot(commits.head, tree.entries, tree.blobs);
  const base = assembleSnapshot(commits.base, byPath(baseEntries.values()), new Map([...tree.blobs, ...before.blobs]));
  const patches = new Map(listed.files.map((file) => [file.filename, file.patch]));
  const files = [];
  for (const row2 of narrowRows(listed.files.map((file) => rowOf(file, heads)))) {
    files.push(fileChange(row2, base, head, patches.get(row2.path)));
  }
  const ordered = files.sort((a, b) => a.path < b.path ? -1 : Number(a.path > b.path));
  const incomplete = listed.incomplete ?? (isOf(listed.files, heads) ? void 0 : STALE);
  return { base, head, files: ordered, ...incomplete === void 0 ? {} : { incomplete } };
}
var STALE = "GitHub lists the files of another commit than the one under review.";
function isOf(files, heads) {
  return files.every(
    ({ filename, status, sha }) => status === "removed" || !isWanted(filename) || (heads.get(filename)?.id ?? sha) === sha
  );
}
function touchesWanted(files) {
  return files.some(({ filename, previousFilename }) => isWanted(filename) || isWanted(previousFilename ?? ""));
}
async function headTree(client, commit, files) {
  const tree = await readTree(client, commit);
  if (tree.exact) return tree;
  const ids = new Map(tree.entries.map((entry) => [entry.path, entry.id]));
  const isProved = files.every(
    ({ filename, status, sha }) => status === "removed" || !isWanted(filename) || ids.get(filename) === sha
  );
  const mayHide = tree.altered || files.some(({ filename }) => isAttributes(filename));
  return isProved && !mayHide ? tree : completeTree(client, commit, tree);
}
async function oldFiles(client, { commits, listed, tree, heads }) {
  const entries = [];
  const blobs = /* @__PURE__ */ new Map();
  const take = (file, bytes) => {
    const id = blobId(bytes);
    blobs.set(id, bytes);
    entries.push({ path: oldPathOf(file), mode: modeOf(heads.get(file.filename)), id, size: bytes.byteLength });
  };
  const unproved = [];
  for (const file of listed.files.filter(hadWantedBefore)) {
    const bytes = provedOldBytes(file, tree, heads);
    if (bytes === void 0) unproved.push(file);
    else take(file, bytes);
  }
  let start2 = listed.mergeBase;
  const mergeBase = async () => start2 ??= (await compareCommits(client, commits)).mergeBase;
  const fetched = await fetchOldFiles(client, unproved, mergeBase);
  for (const file of unproved) {
    const bytes = fetched.get(file);
    if (bytes !== void 0) take(file, bytes);
    else entries.push({ path: oldPathOf(file), mode: "100644", id: "", size: void 0 });
  }
  return { entries, blobs };
}
function hadWantedBefore(file) {
  return file.status !== "added" && file.status !== "copied" && isWanted(oldPathOf(file));
}
function oldPathOf(file) {
  return file.status === "renamed" ? file.previousFilename ?? file.filename : file.filename;
}
function modeOf(entry) {
  return entry === void 0 ? "100644" : entry.mode;
}
function provedOldBytes(file, tree, heads) {
  if (file.patch === void 0 || file.patch === "" || !isWholePatch(file, file.patch)) return void 0;
  if (file.status === "removed") {
    const bytes2 = unpatch(new Uint8Array(0), file.patch);
    return bytes2 !== void 0 && blobId(bytes2) === file.sha ? bytes2 : void 0;
  }
  const head = heads.get(file.filename);
  const bytes = head === void 0 || !isRegular(head.mode) ? void 0 : tree.blobs.get(head.id);
  return bytes === void 0 ? void 0 : unpatch(bytes, file.patch);
}
function isWholePatch({ additions, deletions }, patch) {
  const reading = hunksOfPatch(patch);
  if (reading.kind === "refused") return false;
  const count2 = (side) => reading.hunks.reduce((sum, hunk) => sum + hunk[side].length, 0);
  return count2("added") >= additions && count2("deleted") >= deletions;
}
var MANY_FILES = 120;
async function fetchOldFiles(client, files, mergeBase) {
  if (files.length === 0) return /* @__PURE__ */ new Map();
  const { ids, blobs } = files.length > MANY_FILES ? await archivedFiles(client, await mergeBase()) : NOTHING_ARCHIVED;
  const asked = /* @__PURE__ */ new Map();
  for (const file of files) {
    const id = oldIdOf(file) ?? ids.get(oldPathOf(file));
    asked.set(file, id ?? `${await mergeBase()}:${oldPathOf(file)}`);
  }
  const fetched = await fetchBlobs(
    client,
    [...asked.values()].filter((expression) => !blobs.has(expression))
  );
  const found = /* @__PURE__ */ new Map();
  for (const [file, expression] of asked) {
    const bytes = blobs.get(expression) ?? fetched.get(expression);
    if (bytes !== void 0) found.set(file, bytes);
  }
  const missing = files.filter((file) => !found.has(file) && asked.get(file)?.includes(":") === true);
  return missing.length === 0 ? found : new Map([...found, ...await filesByTree(client, missing, await mergeBase())]);
}
async function filesByTree(client, files, commit) {
  const entries = await orNothing(() => listTree2(client, commit), []);
  const ids = new Map(entries.map(({ path, id }) => [path, id]));
  const wanted = files.flatMap((file) => ids.get(oldPathOf(file)) ?? []);
  const blobs = await fetchBlobs(client, wanted);
  const found = /* @__PURE__ */ new Map();
  for (const file of files) {
    const bytes = blobs.get(ids.get(oldPathOf(file)) ?? "");
    if (bytes !== void 0) found.set(file, bytes);
  }
  return found;
}
async function orNothing(read2, nothing2) {
  try {
    return await read2();
  } catch (error2) {
    if (error2 instanceof GitHubFault) return nothing2;
    throw error2;
  }
}
function oldIdOf({ status, sha, oldSha }) {
  return status === "removed" ? sha ?? void 0 : oldSha;
}
var NOTHING_ARCHIVED = { ids: /* @__PURE__ */ new Map(), blobs: /* @__PURE__ */ new Map() };
async function archivedFiles(client, commit) {
  return orNothing(async () => {
    const entries = await listTree2(client, commit);
    const { blobs } = await readArchive(client, commit);
    return { ids: new Map(entries.map(({ path, id }) => [path, id])), blobs };
  }, NOTHING_ARCHIVED);
}
function rowOf(file, heads) {
  const mode = modeOf(heads.get(file.filename));
  const { status, filename: path } = file;
  if (status === "added" || status === "copied") return { path, newMode: mode };
  if (status === "removed") return { path, oldMode: "100644" };
  const previous = status === "renamed" ? file.previousFilename : void 0;
  return { path, ...previous === void 0 ? {} : { previousPath: previous }, oldMode: mode, newMode: mode };
}
function byPath(entries) {
  return [...entries].sort((a, b) => a.path < b.path ? -1 : Number(a.path > b.path));
}

// src/github/refs.ts
async function resolveRef(client, ref) {
  const route = "GET /repos/{owner}/{repo}/commits/{ref}";
  return (await client.read(route, { ref }, object({ sha: string().regex(/^[0-9a-f]{40,64}$/u) }))).sha;
}

// src/source/git-snapshot.ts
async function readGitSnapshot(request) {
  const repository = await openRepository(request.path);
  const commit = await resolveCommit(repository, request.ref);
  const entries = await listTree(repository, await treeOf(repository, commit));
  return assembleSnapshot(commit, entries, await repository.blobs(neededBlobs(entries)));
}

// src/action/checkout.ts
import { lstat as lstat3, readdir as readdir2 } from "node:fs/promises";
import { join } from "node:path";
async function usableCheckout(workspace, commits) {
  const repository = await repositoryIn(workspace);
  if (repository === void 0 || await isPartial(repository)) return void 0;
  for (const commit of [commits.base, commits.head]) {
    if (!await holds(repository, commit)) return void 0;
  }
  const shallow = await repository.run(["rev-parse", "--is-shallow-repository"]);
  if (shallow.status !== 0 || shallow.stdout.toString("utf8").trim() !== "false") return void 0;
  const mergeBase = await repository.run(["merge-base", commits.base, commits.head]);
  const found = mergeBase.status === 0 && isObjectId(mergeBase.stdout.toString("utf8").trim());
  return found ? repository.root : void 0;
}
async function checkoutOf(workspace, commit) {
  const repository = await repositoryIn(workspace);
  if (repository === void 0 || await isPartial(repository)) return void 0;
  return await holds(repository, commit) ? repository.root : void 0;
}
async function checkedOutCommit(workspace) {
  const repository = await repositoryIn(workspace);
  if (repository === void 0) return void 0;
  const answer = await repository.run(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  return answer.status === 0 ? answer.stdout.toString("utf8").trim() : void 0;
}
async function isCheckedOut(workspace, commit) {
  if (workspace === void 0) return false;
  for (const folder of [workspace, ...await innerCheckouts(workspace, CHECKOUT_DEPTH)]) {
    if (await reachesCommit(folder, commit)) return true;
  }
  return false;
}
var CHECKOUT_DEPTH = 2;
var MAX_FOLDERS = 1e3;
async function innerCheckouts(folder, depth) {
  const entries = await readdir2(folder, { withFileTypes: true }).catch(() => []);
  const found = [];
  for (const entry of entries.filter((one) => one.isDirectory() && one.name !== ".git").slice(0, MAX_FOLDERS)) {
    const inner = join(folder, entry.name);
    if (await holdsGit(inner)) found.push(inner);
    else if (depth > 1) found.push(...await innerCheckouts(inner, depth - 1));
  }
  return found;
}
async function holdsGit(folder) {
  const found = await lstat3(join(folder, ".git")).catch(() => void 0);
  return found !== void 0;
}
async function reachesCommit(folder, commit) {
  const repository = await repositoryIn(folder);
  if (repository === void 0) return false;
  const answer = await repository.run(["cat-file", "commit", "HEAD"]);
  const [head = ""] = answer.stdout.toString("latin1").split("\n\n", 1);
  if (head.split("\n").includes(`parent ${commit}`)) return true;
  const reaches = await repository.run(["merge-base", "--is-ancestor", commit, "HEAD"]);
  return reaches.status === 0 || await checkedOutCommit(folder) === commit;
}
async function isPartial(repository) {
  const names = "^(extensions\\.partialclone|remote\\..*\\.promisor)$";
  return (await repository.run(["config", "--get-regexp", names])).status === 0;
}
async function repositoryIn(workspace) {
  if (workspace === void 0) return void 0;
  try {
    const repository = await openRepository(workspace);
    return repository.prefix === "" ? repository : void 0;
  } catch (error2) {
    if (error2 instanceof UserError) return void 0;
    throw error2;
  }
}
async function holds(repository, commit) {
  const answer = await repository.run(["cat-file", "-e", `${commit}^{tree}`]);
  return answer.status === 0;
}

// src/action/texts.ts
function publishingNotes(reasons) {
  if (reasons.length === 0) return "";
  const items = reasons.map((reason) => ({ text: prose(reason) }));
  return `
${toMarkdown([heading(2, "Publishing"), list("reasons", items)])}`;
}
function failureSummary(text3) {
  const items = text3.split("\n").map((line) => ({ text: prose(line) }));
  return toMarkdown([heading(1, "FastAPI Hardening came to no result"), list("reasons", items)]);
}
var NOTHING_SEEN = {
  command: "review",
  verdict: "pass",
  findings: [],
  fixed: [],
  suppressed: [],
  notices: [],
  surface: { added: [], removed: [], moved: [], changed: [] },
  coverage: { files: 0, parsed: 0, partlyParsed: [], routes: 0, unresolved: [], excluded: [], crashes: [] },
  notes: []
};
var NOTHING_TO_CHECK = {
  ...NOTHING_SEEN,
  notes: ["Nothing to check: no Python file changed."]
};
function unreadable(reason) {
  const { title, hint } = ERRORS["change-unreadable"];
  return { ...NOTHING_SEEN, verdict: "incomplete", notes: [`${title} ${reason} ${hint}`] };
}

// src/action/conclude.ts
var JOB_SUMMARY_BYTES = 1e6;
async function conclude(job, result, context, outcome) {
  const summary2 = renderSummary(result, context, { maxBytes: JOB_SUMMARY_BYTES });
  await job.host.summarise(summary2 + publishingNotes(outcome.reasons));
  setCounts(job, result.verdict, result.findings);
  await writeReports(job, result, context);
  return {
    verdict: result.verdict,
    message: [reviewTitle(result), ...result.verdict === "incomplete" ? result.notes : []].join(". "),
    published: outcome.published,
    reasons: outcome.reasons
  };
}
function setCounts(job, verdict, findings) {
  job.host.output("verdict", verdict);
  job.host.output("findings", String(findings.length));
  for (const severity of SEVERITIES) {
    job.host.output(severity, String(findings.filter((finding) => finding.severity === severity).length));
  }
}
async function writeReports(job, result, context) {
  const { "sarif-file": sarif, "json-file": json, "html-file": html } = job.inputs;
  if (sarif !== void 0) {
    await job.writeFile(sarif, toSarif(result, context));
    job.host.output("sarif-file", sarif);
  }
  if (json !== void 0) {
    await job.writeFile(json, toJson(reviewJson(result)));
    job.host.output("json-file", json);
  }
  if (html === void 0) return;
  await job.writeFile(html, toHtml(reviewDocument(result, context), "FastAPI Hardening"));
  job.host.output("html-file", html);
}

// src/action/reviewed.ts
async function reviewed(job, reading, baseSha) {
  if (reading.kind === "nothing") {
    job.log.info("Nothing to check: no Python file changed.");
    return { result: NOTHING_TO_CHECK, context: contextOf(job, { version: "", rules: /* @__PURE__ */ new Map() }) };
  }
  if (reading.kind === "unreadable") {
    return { result: unreadable(reading.reason), context: contextOf(job, { version: "", rules: /* @__PURE__ */ new Map() }) };
  }
  const analysis = await job.analysis();
  const { result, source } = await analysis.review(reading.change, await overridesFor(job, baseSha));
  return { result, context: contextOf(job, analysis, source) };
}
function contextOf(job, tool, source) {
  return {
    version: tool.version,
    rules: tool.rules,
    ...source === void 0 ? {} : { source },
    ...job.ruleUrl === void 0 ? {} : { ruleUrl: job.ruleUrl }
  };
}
async function overridesFor(job, policySha) {
  const { "fail-on": failOn, "min-confidence": minConfidence, config: path, path: within } = job.inputs;
  return {
    ...failOn === void 0 ? {} : { failOn },
    ...minConfidence === void 0 ? {} : { minConfidence },
    ...path === void 0 ? {} : { config: { path, bytes: await policyFile(job, policySha, path) } },
    ...within === void 0 || within === "" ? {} : { within }
  };
}
async function policyFile(job, commit, path) {
  const expression = `${commit}:${path}`;
  const bytes = (await fetchBlobs(job.client, [expression])).get(expression);
  if (bytes !== void 0) return bytes;
  throw new UserError("config-invalid", `\`${path}\` does not exist at ${commit.slice(0, 12)}, where policy is read.`);
}

// src/action/tracking-issue.ts
var MARKER = "<!-- fastapi-hardening:v1 tracking-issue -->";
var PER_PAGE3 = 100;
var MAX_PAGES = 20;
var Issues = array(
  object({
    number: number(),
    title: string(),
    body: string().nullish(),
    user: object({ login: string() }).nullish(),
    pull_request: unknown().optional()
  })
);
var Viewer = object({ data: object({ viewer: object({ login: string() }) }) });
async function updateTrackingIssue(client, tracked) {
  try {
    const body = `${tracked.body.trimEnd()}

${MARKER}`;
    const standing = await findIssue(client);
    if (standing === void 0) {
      if (tracked.open)
        await client.write("POST /repos/{owner}/{repo}/issues", { title: tracked.title, body }, unknown());
    } else if (standing.title !== tracked.title || standing.body !== body || !tracked.open) {
      const change = { title: tracked.title, body, ...tracked.open ? {} : { state: "closed" } };
      const route = "PATCH /repos/{owner}/{repo}/issues/{issue_number}";
      await client.write(route, { issue_number: standing.number, ...change }, unknown());
    }
    return [];
  } catch (error2) {
    if (!(error2 instanceof GitHubFault)) throw error2;
    return [`The tracking issue could not be written: ${reasonOf(error2)}`];
  }
}
async function findIssue(client) {
  const marked = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const issues = await client.readPage(
      "GET /repos/{owner}/{repo}/issues",
      { state: "open", per_page: PER_PAGE3, page },
      Issues
    );
    marked.push(
      ...issues.data.filter((issue2) => issue2.pull_request === void 0 && issue2.body?.includes(MARKER) === true)
    );
    if (!issues.hasNext) break;
  }
  if (marked.length === 0) return void 0;
  const own = await ownLogin(client);
  return marked.find(({ user }) => user !== null && user !== void 0 && bare(user.login) === own);
}
async function ownLogin(client) {
  return bare((await client.query("query { viewer { login } }", {}, Viewer)).data.viewer.login);
}
function bare(login) {
  return login.endsWith("[bot]") ? login.slice(0, -"[bot]".length) : login;
}

// src/action/full-audit.ts
var CHECK_SUMMARY_BYTES = 65e3;
var MAX_ANNOTATIONS = 50;
async function fullAudit(job, eventSha, notes = []) {
  const commit = await commitOf(job, eventSha);
  const snapshot = await snapshotOf(job, commit);
  const analysis = await job.analysis();
  const { baseline } = job.inputs;
  const accepted = baseline === void 0 ? void 0 : await job.readFile(baseline);
  const { report: bare2, source } = await analysis.audit(snapshot, await overridesFor(job, commit), accepted);
  const report = { ...bare2, result: { ...bare2.result, notes: [...notes, ...bare2.result.notes] } };
  const context = contextOf(job, analysis, source);
  const check = await publishAuditCheck(job, commit, report, context);
  const tracked = await track(job, report, context);
  const reasons = [...check.reasons, ...tracked];
  await job.host.summarise(
    toMarkdown(auditDocument(report, context), { maxBytes: JOB_SUMMARY_BYTES }) + publishingNotes(reasons)
  );
  setCounts(job, report.result.verdict, report.result.findings);
  job.host.output("grade", report.result.grade);
  job.host.output("commit", commit);
  await writeAuditFiles(job, report, context);
  return {
    verdict: report.result.verdict,
    message: auditTitle(report.result),
    published: reasons.length === 0 ? "full" : isAnyOut(job, check, tracked) ? "degraded" : "none",
    reasons
  };
}
function isAnyOut(job, check, tracked) {
  return check.created || job.inputs["tracking-issue"] && tracked.length === 0;
}
async function commitOf(job, eventSha) {
  const { ref } = job.inputs;
  if (ref === void 0) return eventSha;
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(ref)) return ref;
  return orUnreadable(() => resolveRef(job.client, ref));
}
async function snapshotOf(job, commit) {
  const root = await checkoutOf(job.environment.workspace, commit);
  if (root !== void 0) return readGitSnapshot({ path: root, ref: commit });
  job.log.info("Reading the files from GitHub: the workspace has no checkout of the commit.");
  return orUnreadable(() => readSnapshot(job.client, commit));
}
async function orUnreadable(read2) {
  try {
    return await read2();
  } catch (error2) {
    if (error2 instanceof GitHubFault) throw new UserError("change-unreadable", reasonOf(error2), { cause: error2 });
    throw error2;
  }
}
async function publishAuditCheck(job, commit, report, context) {
  if (!job.inputs["check-run"]) return { created: false, annotated: 0, reasons: [] };
  const titleOf = (ruleId) => context.rules.get(ruleId)?.summary ?? ruleId;
  const annotations = worst(report.result.findings).map((finding) => annotationOf(finding, titleOf));
  const outcome = await publishCheck(job.client, {
    name: job.inputs["check-name"],
    headSha: commit,
    conclusion: report.result.verdict === "pass" ? "success" : "failure",
    title: auditTitle(report.result),
    summary: toMarkdown(auditDocument(report, context), { maxBytes: CHECK_SUMMARY_BYTES }),
    externalId: `fastapi-hardening:${job.environment.run}`,
    annotations
  });
  for (const annotation of annotations.slice(outcome.annotated)) job.host.annotate(annotation);
  return outcome;
}
function worst(findings) {
  return findings.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)).slice(0, MAX_ANNOTATIONS);
}
async function track(job, report, context) {
  if (!job.inputs["tracking-issue"]) return [];
  return updateTrackingIssue(job.client, {
    title: `FastAPI Hardening: ${auditTitle(report.result)}`,
    body: toMarkdown(auditDocument(report, context), { maxBytes: 6e4 }),
    open: report.result.findings.length > 0
  });
}
async function writeAuditFiles(job, report, context) {
  const { "sarif-file": sarif, "json-file": json, "html-file": html } = job.inputs;
  if (sarif !== void 0) {
    await job.writeFile(sarif, toSarif(report.result, context));
    job.host.output("sarif-file", sarif);
  }
  if (json !== void 0) {
    await job.writeFile(json, toJson(auditJson(report)));
    job.host.output("json-file", json);
  }
  if (html === void 0) return;
  await job.writeFile(html, toHtml(auditDocument(report, context), "FastAPI Hardening"));
  job.host.output("html-file", html);
}

// src/github/zip.ts
import { inflateRawSync } from "node:zlib";
var END_OF_DIRECTORY = 101010256;
var DIRECTORY_ENTRY = 33639248;
var LOCAL_ENTRY = 67324752;
var END_SIZE = 22;
var MAX_COMMENT = 65535;
var STORED = 0;
var DEFLATED = 8;
var ENCRYPTED_FLAG = 1;
function readZip(bytes, limits) {
  try {
    return entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits);
  } catch (error2) {
    if (error2 instanceof GitHubFault) throw error2;
    throw broken2("it is damaged");
  }
}
function broken2(why) {
  return new GitHubFault(`The artifact cannot be read: ${why}.`, { kind: "rejected", status: 200 });
}
function entriesOf(zip, limits) {
  const end = endOfDirectory(zip);
  const count2 = zip.readUInt16LE(end + 10);
  if (count2 > limits.maxEntries) throw broken2("it holds too many files");
  const entries = /* @__PURE__ */ new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count2; index += 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw broken2("its directory is damaged");
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    if (!name.endsWith("/")) {
      if (entries.has(name)) throw broken2("it holds a name twice");
      entries.set(name, contentOf(zip, at, limits));
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}
function endOfDirectory(zip) {
  const first = Math.max(zip.length - END_SIZE - MAX_COMMENT, 0);
  for (let at = zip.length - END_SIZE; at >= first; at -= 1) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw broken2("it is no zip archive");
}
function contentOf(zip, entry, limits) {
  const flags = zip.readUInt16LE(entry + 8);
  const method = zip.readUInt16LE(entry + 10);
  const packedSize = zip.readUInt32LE(entry + 20);
  const size = zip.readUInt32LE(entry + 24);
  const local = zip.readUInt32LE(entry + 42);
  if ((flags & ENCRYPTED_FLAG) !== 0) throw broken2("it is encrypted");
  if (size > limits.maxEntryBytes || packedSize > limits.maxEntryBytes) throw broken2("a file in it is too large");
  if (zip.readUInt32LE(local) !== LOCAL_ENTRY) throw broken2("an entry is damaged");
  const start2 = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (start2 + packedSize > zip.length) throw broken2("it breaks off");
  const packed = zip.subarray(start2, start2 + packedSize);
  if (method !== STORED && method !== DEFLATED) throw broken2("it is packed in an unknown way");
  const content = method === STORED ? Buffer.from(packed) : inflateRawSync(packed, { maxOutputLength: limits.maxEntryBytes });
  if (content.length !== size) throw broken2("a file in it has not the size that it claims");
  return content;
}

// src/action/artifact.ts
var MAX_ARTIFACT_BYTES = 2 * 1024 * 1024;
var MAX_FINDINGS = 2e3;
var MAX_RELATED = 50;
var Path = string().max(1024).refine((path) => !isUnsafeName(path), "is no path");
var Line = int().min(1).max(1e7);
var RuleId = string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u).max(80);
var Fingerprint = string().regex(/^[0-9a-f]{8,64}$/u);
var Sha2 = string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u);
var Side = _enum(["LEFT", "RIGHT"]);
var PlacementShape = discriminatedUnion("kind", [
  strictObject({ kind: literal("line"), path: Path, line: Line, side: Side, startLine: Line.optional() }),
  strictObject({ kind: literal("file"), path: Path }),
  strictObject({ kind: literal("summary") })
]);
var FindingShape = strictObject({
  ruleId: RuleId,
  severity: _enum(SEVERITIES),
  confidence: _enum(CONFIDENCES),
  fingerprint: Fingerprint,
  path: Path,
  startLine: Line,
  endLine: Line,
  startColumn: Line,
  endColumn: Line,
  side: Side,
  state: _enum(["introduced", "touched"]),
  placement: PlacementShape,
  related: array(strictObject({ path: Path, startLine: Line, endLine: Line })).max(MAX_RELATED)
});
var ArtifactShape = strictObject({
  schemaVersion: literal(1),
  pullRequest: int().positive(),
  headSha: Sha2,
  verdict: _enum(["pass", "fail", "incomplete"]),
  findings: array(FindingShape).max(MAX_FINDINGS),
  suppressed: array(Fingerprint).max(MAX_FINDINGS),
  /** Files that were not understood whole: comments on them are left alone. */
  unread: array(Path).max(MAX_FINDINGS)
});
function artifactOf(pull, result) {
  return {
    schemaVersion: 1,
    pullRequest: pull.number,
    headSha: pull.headSha,
    verdict: result.verdict,
    findings: result.findings.slice(0, MAX_FINDINGS).map((finding) => ({
      ruleId: finding.ruleId,
      severity: finding.severity,
      confidence: finding.confidence,
      fingerprint: finding.fingerprint,
      path: finding.path,
      startLine: finding.startLine,
      endLine: finding.endLine,
      startColumn: finding.startColumn,
      endColumn: finding.endColumn,
      side: finding.side,
      state: finding.state,
      placement: finding.placement,
      related: finding.related.slice(0, MAX_RELATED).map(({ at }) => ({ path: at.path, startLine: at.span.startLine, endLine: at.span.endLine }))
    })),
    suppressed: result.suppressed.map(({ finding }) => finding.fingerprint).slice(0, MAX_FINDINGS),
    unread: result.coverage.partlyParsed.map(({ path }) => path).slice(0, MAX_FINDINGS)
  };
}
function parseArtifact(bytes) {
  if (bytes.byteLength > MAX_ARTIFACT_BYTES) throw refused("It is too large.");
  let json;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw refused("It is no JSON.");
  }
  const parsed = ArtifactShape.safeParse(json);
  if (parsed.success) return parsed.data;
  throw refused(`\`${parsed.error.issues[0]?.path.join(".") ?? ""}\` in it is not what it must be.`);
}
function resultOf(artifact, rules) {
  return {
    command: "review",
    verdict: artifact.verdict,
    findings: artifact.findings.map((finding) => findingOf(finding, rules)),
    fixed: [],
    suppressed: [],
    notices: [],
    surface: { added: [], removed: [], moved: [], changed: [] },
    coverage: {
      files: 0,
      parsed: 0,
      partlyParsed: artifact.unread.map((path) => ({ path, reason: "Not understood whole.", lines: [] })),
      routes: 0,
      unresolved: [],
      excluded: [],
      crashes: []
    },
    notes: ["Reported by a run of the pull request, which cannot be trusted; the status of that job is what counts."]
  };
}
function findingOf(finding, rules) {
  const rule = rules.get(finding.ruleId);
  if (rule === void 0) throw refused("It names a rule that does not exist.");
  const { placement, related, ...rest } = finding;
  return {
    ...rest,
    subject: "",
    message: rule.docs.fix.split(/\n\s*\n/u, 1)[0]?.replaceAll(/\s+/gu, " ").trim() ?? rule.summary,
    related: related.map(({ path, startLine, endLine }) => ({
      at: { path, span: { startLine, endLine, startColumn: 1, endColumn: 1 } },
      message: "belongs to it"
    })),
    placement: placementOf(placement)
  };
}
function placementOf(placement) {
  if (placement.kind !== "line") return placement;
  const { startLine, ...line } = placement;
  return startLine === void 0 || startLine >= line.line ? line : { ...line, startLine };
}
function refused(why) {
  return new UserError("artifact-refused", why);
}

// src/review/plan-marker.ts
import { createHash as createHash2 } from "node:crypto";
var TOOL = "fastapi-hardening";
var VERSION6 = "v1";
var MARKER2 = new RegExp(
  `<!-- ${TOOL}:${VERSION6} key=([0-9a-f]{8,64}(?:\\.[0-9]{1,4})?) rule=([a-z0-9-]{1,80}) body=([0-9a-f]{16}) state=(open|closed) run=([0-9A-Za-z_.-]{1,60}) -->`,
  "gu"
);
var MAX_BODY = 65e3;
function withMarker(text3, marker) {
  const visible2 = cut(text3.trimEnd());
  const fields = `key=${marker.key} rule=${marker.ruleId} body=${bodyHash(text3)} state=${marker.state} run=${marker.run}`;
  return `${visible2}

<!-- ${TOOL}:${VERSION6} ${fields} -->`;
}
function markerOf(body) {
  const match = [...body.matchAll(MARKER2)].at(-1);
  const [, key, ruleId, hash, state, run] = match ?? [];
  if (key === void 0 || ruleId === void 0 || hash === void 0 || run === void 0) return void 0;
  return { key, ruleId, bodyHash: hash, state: state === "closed" ? "closed" : "open", run };
}
function bodyHash(text3) {
  return createHash2("sha256").update(text3.trimEnd()).digest("hex").slice(0, 16);
}
function cut(text3) {
  if (text3.length <= MAX_BODY) return text3;
  const end = /[\uD800-\uDBFF]$/u.test(text3.slice(MAX_BODY - 1, MAX_BODY)) ? MAX_BODY - 1 : MAX_BODY;
  return `${text3.slice(0, end)}…`;
}

// src/github/anchors.ts
function standsInDiff(comment, files) {
  const { at } = comment;
  const file = files.find((one) => one.filename === at.path);
  if (file?.patch === void 0) return false;
  const reading = hunksOfPatch(file.patch);
  if (reading.kind === "refused") return true;
  const first = at.startLine ?? at.line;
  return reading.hunks.some((hunk) => {
    const start2 = at.side === "LEFT" ? hunk.oldStart : hunk.newStart;
    const count2 = at.side === "LEFT" ? hunk.oldCount : hunk.newCount;
    return start2 <= first && at.line < start2 + count2;
  });
}

// src/github/review-comments.ts
var CommentRow = object({
  id: number(),
  node_id: string(),
  body: string().nullish(),
  path: string().nullish(),
  line: number().nullish(),
  subject_type: string().nullish(),
  in_reply_to_id: number().nullish(),
  user: object({ login: string() }).nullish()
});
var MAX_PAGES2 = 30;
async function listReviewComments(client, number2) {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments";
  const rows = [];
  for (let page = 1; page <= MAX_PAGES2; page += 1) {
    const parameters = { pull_number: number2, per_page: 100, page };
    const { data, hasNext } = await client.readPage(route, parameters, array(CommentRow));
    rows.push(...data);
    if (!hasNext) break;
  }
  return rows;
}
async function threadsByRest(client, number2) {
  const rows = await listReviewComments(client, number2);
  return rows.filter(({ in_reply_to_id: parent }) => typeof parent !== "number").map((row2) => ({
    id: row2.node_id,
    commentId: row2.node_id,
    body: row2.body ?? "",
    own: row2.user?.login.endsWith("[bot]") === true,
    path: row2.path ?? "",
    fileLevel: row2.subject_type === "file",
    resolved: false,
    outdated: row2.subject_type !== "file" && typeof row2.line !== "number",
    canResolve: false,
    replies: rows.filter(({ in_reply_to_id: parent }) => parent === row2.id).length
  }));
}
async function standingThreads(client, number2) {
  try {
    return (await readState(client, number2)).threads;
  } catch (error2) {
    if (error2 instanceof GitHubFault) return threadsByRest(client, number2);
    throw error2;
  }
}

// src/github/review-post.ts
var COMMENTS_PER_REVIEW = 30;
var MAX_SPLITS = 16;
var MAX_BLIND_SPLITS = 6;
var MAX_REFUSED_FILES = 3;
var MAX_RESENDS2 = 2;
var LOOK_AFTER_SECONDS2 = 2;
var REVIEW_MARK = "<!-- fastapi-hardening:v1 review ";
var Made = object({ id: number() });
var Reviews = array(object({ id: number(), state: string(), body: string().nullish() }));
var MAX_REVIEW_PAGES = 30;
async function postComments(client, target, lines, files) {
  const poster = new Poster(client, target);
  for (let start2 = 0; start2 < lines.length; start2 += COMMENTS_PER_REVIEW) {
    await poster.review(lines.slice(start2, start2 + COMMENTS_PER_REVIEW));
  }
  await poster.onFiles(files);
  return poster.outcome();
}
function reviewBody(count2, run) {
  const noun = count2 === 1 ? "1 finding" : `${String(count2)} findings`;
  return `**FastAPI Hardening**: ${noun} in this change.

${REVIEW_MARK}run=${run} -->`;
}
var Poster = class {
  #client;
  #target;
  #keys = /* @__PURE__ */ new Set();
  #unposted = [];
  #misplaced = [];
  #reasons = /* @__PURE__ */ new Set();
  #stopped = false;
  #splits = 0;
  #refusedFiles = 0;
  /** GitHub's list, read when it refuses something; null where that failed as well. */
  #files;
  #triedPending = false;
  constructor(client, target) {
    this.#client = client;
    this.#target = target;
  }
  outcome() {
    return { keys: this.#keys, unposted: this.#unposted, reasons: [...this.#reasons] };
  }
  /** One review. Whatever happens, each comment ends as posted, misplaced or not posted. */
  async review(comments, resends = 0) {
    if (comments.length === 0) return;
    if (this.#stopped) {
      this.#unposted.push(...comments);
      return;
    }
    try {
      await this.#send(comments);
      for (const comment of comments) this.#keys.add(comment.key);
    } catch (error2) {
      if (!(error2 instanceof GitHubFault)) throw error2;
      if (error2.kind === "unavailable") await this.#afterLostAnswer(comments, error2, resends);
      else if (error2.kind === "rejected") await this.#afterRefusal(comments, error2);
      else this.#stop(comments, error2);
    }
  }
  /** Comments on whole files: those of the plan, and those whose line GitHub does not take. */
  async onFiles(planned) {
    const misplaced = this.#misplaced.map((comment) => ({
      ...comment,
      at: { kind: "file", path: comment.at.path },
      body: withoutSuggestion(comment.body)
    }));
    for (const [index, comment] of [...planned, ...misplaced].entries()) {
      const isOver = index >= this.#target.maxFileComments || this.#refusedFiles >= MAX_REFUSED_FILES;
      if (this.#stopped || isOver) this.#unposted.push(comment);
      else await this.#onFile(comment);
    }
  }
  async #onFile(comment, resends = 0) {
    const { number: number2, headSha } = this.#target;
    try {
      await this.#client.write(
        "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments",
        { pull_number: number2, commit_id: headSha, path: comment.at.path, subject_type: "file", body: comment.body },
        Made
      );
      this.#keys.add(comment.key);
      this.#refusedFiles = 0;
    } catch (error2) {
      if (!(error2 instanceof GitHubFault)) throw error2;
      if (error2.kind === "rejected") {
        this.#refusedFiles += 1;
        this.#unposted.push(comment);
        this.#reasons.add(`GitHub refused a comment on a file: ${reasonOf(error2)}`);
      } else if (error2.kind !== "unavailable") this.#stop([comment], error2);
      else if (await this.#lookFor([comment], error2)) return;
      else if (resends < MAX_RESENDS2) await this.#onFile(comment, resends + 1);
      else this.#stop([comment], error2);
    }
  }
  async #send(comments) {
    const { number: number2, headSha, run } = this.#target;
    await this.#client.write(
      "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
      {
        pull_number: number2,
        commit_id: headSha,
        event: "COMMENT",
        body: reviewBody(comments.length, run),
        comments: comments.map(({ at, body }) => ({
          path: at.path,
          body,
          line: at.line,
          side: at.side,
          ...at.startLine === void 0 || at.startLine >= at.line ? {} : { start_line: at.startLine, start_side: at.side }
        }))
      },
      Made
    );
  }
  /** The server may have stored the review before the answer was lost: look, and send only what is missing. */
  async #afterLostAnswer(comments, fault, resends) {
    if (await this.#lookFor(comments, fault)) return;
    const missing = comments.filter((comment) => !this.#keys.has(comment.key));
    if (this.#stopped || resends >= MAX_RESENDS2) this.#stop(missing, fault);
    else await this.review(missing, resends + 1);
  }
  /** True when all of them stand. Where looking fails as well, nothing more is posted: better once less than twice. */
  async #lookFor(comments, fault) {
    if (!await this.#client.wait(LOOK_AFTER_SECONDS2)) this.#stopped = true;
    try {
      for (const { own, body } of await standingThreads(this.#client, this.#target.number)) {
        const marker = own ? markerOf(body) : void 0;
        if (marker?.run === this.#target.run) this.#keys.add(marker.key);
      }
    } catch (error2) {
      if (!(error2 instanceof GitHubFault)) throw error2;
      this.#stopped = true;
      this.#reasons.add(`What became of a review cannot be told: ${reasonOf(fault)}`);
    }
    return comments.every((comment) => this.#keys.has(comment.key));
  }
  async #afterRefusal(comments, fault) {
    if (fault.says("pending review")) return this.#afterPendingReview(comments, fault);
    if (fault.says("is locked")) {
      this.#stop(comments, fault);
      return;
    }
    const standing = await this.#inTodaysDiff(comments);
    if (standing.length < comments.length) {
      this.#misplaced.push(...comments.filter((comment) => !standing.includes(comment)));
      return this.review(standing);
    }
    if (comments.some(({ at }) => at.startLine !== void 0) && fault.says("start line", "start_line", "same hunk")) {
      return this.review(comments.map(withoutRange));
    }
    return this.#bisect(comments, fault);
  }
  async #bisect(comments, fault) {
    const [only] = comments;
    if (comments.length === 1 && only !== void 0) {
      if (only.at.startLine !== void 0 && this.#splits < MAX_SPLITS) {
        this.#splits += 1;
        return this.review([withoutRange(only)]);
      }
      this.#misplaced.push(only);
      return;
    }
    this.#splits += 1;
    if (this.#splits > (this.#keys.size === 0 ? MAX_BLIND_SPLITS : MAX_SPLITS)) {
      this.#reasons.add(`GitHub refused a review, and which comment it means could not be found: ${reasonOf(fault)}`);
      this.#misplaced.push(...comments);
      return;
    }
    const middle = Math.ceil(comments.length / 2);
    await this.review(comments.slice(0, middle));
    await this.review(comments.slice(middle));
  }
  async #inTodaysDiff(comments) {
    if (this.#files === void 0) {
      try {
        const { files: files2 } = await listFiles(this.#client, { number: this.#target.number, changedFiles: void 0 });
        this.#files = files2;
      } catch (error2) {
        if (!(error2 instanceof GitHubFault)) throw error2;
        this.#files = null;
      }
    }
    const files = this.#files;
    return files === null ? comments : comments.filter((comment) => standsInDiff(comment, files));
  }
  /** Workflows share one identity: only a pending review that carries our own mark is ours to delete. */
  async #afterPendingReview(comments, fault) {
    const isFirst = !this.#triedPending;
    this.#triedPending = true;
    try {
      if (isFirst && await this.#deleteOwnPending()) await this.review(comments);
      else this.#stop(comments, fault);
    } catch (error2) {
      if (!(error2 instanceof GitHubFault)) throw error2;
      this.#stop(comments, error2);
    }
  }
  async #deleteOwnPending() {
    const number2 = this.#target.number;
    const ours = await this.#ownPending();
    for (const { id } of ours) {
      await this.#client.write(
        "DELETE /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}",
        { pull_number: number2, review_id: id },
        unknown()
      );
    }
    return ours.length > 0;
  }
  /** Reviews are listed oldest first, so that one not yet submitted stands on the last page. */
  async #ownPending() {
    const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews";
    const ours = [];
    for (let page = 1; page <= MAX_REVIEW_PAGES; page += 1) {
      const parameters = { pull_number: this.#target.number, per_page: 100, page };
      const { data, hasNext } = await this.#client.readPage(route, parameters, Reviews);
      ours.push(...data.filter(({ state, body }) => state === "PENDING" && body?.includes(REVIEW_MARK) === true));
      if (!hasNext) break;
    }
    return ours;
  }
  #stop(comments, fault) {
    this.#stopped = true;
    this.#unposted.push(...comments);
    this.#reasons.add(`Review comments could not be posted: ${reasonOf(fault)}`);
  }
};
function withoutRange(comment) {
  const { kind, path, line, side } = comment.at;
  return { ...comment, at: { kind, path, line, side }, body: withoutSuggestion(comment.body) };
}
function withoutSuggestion(body) {
  return body.replace(/^(`{3,})suggestion\n[\s\S]*?^\1\n*/mu, "");
}

// src/github/thread-edits.ts
var PER_REQUEST = 20;
var MutationAnswer = object({
  data: record(string(), unknown()).nullish(),
  errors: array(
    object({
      message: string(),
      type: string().optional(),
      path: array(union([string(), number()])).nullish()
    })
  ).optional()
});
async function editThreads(client, number2, edits) {
  const operations = operationsOf(edits);
  const reasons = /* @__PURE__ */ new Set();
  for (let start2 = 0; start2 < operations.length; start2 += PER_REQUEST) {
    for (const reason of await runBatch(client, number2, operations.slice(start2, start2 + PER_REQUEST)))
      reasons.add(reason);
  }
  return [...reasons];
}
function operationsOf(edits) {
  return [
    ...edits.resolve.map(({ id }, index) => ({
      alias: `resolve${String(index)}`,
      field: "resolveReviewThread",
      input: { threadId: id },
      inputType: "ResolveReviewThreadInput"
    })),
    ...edits.edit.map(({ thread: { commentId }, body }, index) => ({
      alias: `edit${String(index)}`,
      field: "updatePullRequestReviewComment",
      input: { pullRequestReviewCommentId: commentId, body },
      inputType: "UpdatePullRequestReviewCommentInput",
      rest: { method: "PATCH", commentId, parameters: { body } }
    })),
    ...edits.remove.map(({ commentId }, index) => ({
      alias: `remove${String(index)}`,
      field: "deletePullRequestReviewComment",
      input: { id: commentId },
      inputType: "DeletePullRequestReviewCommentInput",
      rest: { method: "DELETE", commentId, parameters: {} }
    }))
  ];
}
async function runBatch(client, number2, operations) {
  const failed = await mutate(client, operations);
  if (failed.length === 0) return [];
  const restIds = await restIdsOf(client, number2);
  const reasons = [];
  for (const [operation, reason] of failed) {
    const left = operation.rest === void 0 ? reason : await byRest(client, operation.rest, restIds);
    if (left !== void 0) reasons.push(`An earlier comment could not be brought up to date: ${left}`);
  }
  return reasons;
}
async function restIdsOf(client, number2) {
  try {
    return new Map((await listReviewComments(client, number2)).map((comment) => [comment.node_id, comment.id]));
  } catch (error2) {
    if (!(error2 instanceof GitHubFault)) throw error2;
    return reasonOf(error2);
  }
}
async function mutate(client, operations) {
  const declared = operations.map(({ alias, inputType }) => `$${alias}: ${inputType}!`).join(", ");
  const fields = operations.map(({ alias, field }) => `  ${alias}: ${field}(input: $${alias}) { clientMutationId }`);
  const query = `mutation (${declared}) {
${fields.join("\n")}
}`;
  const variables = Object.fromEntries(operations.map(({ alias, input }) => [alias, input]));
  try {
    const answer = await client.mutate(query, variables, MutationAnswer);
    const errors = answer.errors ?? [];
    return operations.flatMap((operation) => {
      const error2 = errors.find(({ path }) => path === null || path === void 0 || path[0] === operation.alias);
      if (error2?.type === "NOT_FOUND" && operation.alias.startsWith("remove")) return [];
      if (error2 !== void 0) return [[operation, error2.message.slice(0, 300)]];
      return answer.data?.[operation.alias] === void 0 ? [[operation, "GraphQL gave no answer"]] : [];
    });
  } catch (error2) {
    if (!(error2 instanceof GitHubFault)) throw error2;
    return operations.map((operation) => [operation, reasonOf(error2)]);
  }
}
var Edited = object({ id: number() });
async function byRest(client, { method, commentId, parameters }, restIds) {
  if (typeof restIds === "string") return restIds;
  const id = restIds.get(commentId);
  if (id === void 0) return method === "DELETE" ? void 0 : "the comment is gone";
  try {
    const route = `${method} /repos/{owner}/{repo}/pulls/comments/{comment_id}`;
    await client.write(route, { comment_id: id, ...parameters }, method === "PATCH" ? Edited : unknown());
    return void 0;
  } catch (error2) {
    if (!(error2 instanceof GitHubFault)) throw error2;
    return error2.kind === "missing" && method === "DELETE" ? void 0 : reasonOf(error2);
  }
}

// src/github/publish.ts
async function publishReview(client, target, plan, options) {
  const posted = await postComments(client, target, plan.post, plan.postOnFile);
  const reasons = [
    ...options.reasons ?? [],
    ...posted.reasons,
    ...await carryOutEdits(client, target.number, plan, posted)
  ];
  const toAnnotate = [...posted.unposted.map(({ finding }) => finding), ...plan.annotate];
  const said = await annotate(client, options, toAnnotate);
  reasons.push(...said.reasons);
  const standing = plan.keep.length + plan.edit.length + posted.keys.size;
  const nothing2 = !said.created && standing === 0;
  return {
    published: reasons.length === 0 ? "full" : nothing2 ? "none" : "degraded",
    reasons,
    unsaid: toAnnotate.slice(said.annotated).concat(plan.summarise),
    commented: standing,
    annotated: said.annotated
  };
}
async function carryOutEdits(client, number2, plan, posted) {
  const remove = plan.remove.filter(({ thread, reason }) => reason !== "outdated" || posted.keys.has(thread.marker.key)).map(({ thread }) => thread);
  return editThreads(client, number2, { resolve: plan.resolve, edit: plan.edit, remove });
}
async function annotate(client, options, findings) {
  if (options.check === void 0) return { created: false, annotated: 0, reasons: [] };
  const annotations = findings.map((finding) => annotationOf(finding, options.titleOf));
  return publishCheck(client, { ...options.check, annotations });
}

// src/review/plan.ts
function planReview(findings, threads, policy) {
  const keyed = withKeys(findings);
  const standing = policy.comments ? settle(keyed, ownThreads(threads), policy) : readOnly(keyed, ownThreads(threads));
  const { post, postOnFile, rest } = policy.comments ? allot(standing, policy) : { post: [], postOnFile: [], rest: standing.fresh };
  return {
    post,
    postOnFile,
    edit: standing.edit,
    remove: standing.remove,
    resolve: standing.resolve,
    keep: standing.keep,
    annotate: rest.slice(0, policy.maxAnnotations).map(({ finding }) => finding),
    summarise: rest.slice(policy.maxAnnotations).map(({ finding }) => finding)
  };
}
function isQuiet(plan) {
  return [plan.post, plan.postOnFile, plan.edit, plan.remove, plan.resolve].every((list2) => list2.length === 0);
}
function compareFindings(a, b) {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) || compareText(a.path, b.path) || a.startLine - b.startLine || a.startColumn - b.startColumn || compareText(a.ruleId, b.ruleId) || compareText(a.fingerprint, b.fingerprint) || compareText(a.message, b.message) || compareText(JSON.stringify(a.placement), JSON.stringify(b.placement));
}
function compareText(a, b) {
  return a === b ? 0 : a < b ? -1 : 1;
}
function withKeys(findings) {
  const seen = /* @__PURE__ */ new Map();
  return findings.toSorted(compareFindings).map((finding) => {
    const count2 = (seen.get(finding.fingerprint) ?? 0) + 1;
    seen.set(finding.fingerprint, count2);
    return { key: count2 === 1 ? finding.fingerprint : `${finding.fingerprint}.${String(count2)}`, finding };
  });
}
function ownThreads(threads) {
  const byKey = /* @__PURE__ */ new Map();
  for (const thread of threads) {
    const marker = thread.own ? markerOf(thread.body) : void 0;
    if (marker === void 0) continue;
    const list2 = byKey.get(marker.key) ?? [];
    list2.push({ ...thread, marker });
    byKey.set(marker.key, list2);
  }
  for (const list2 of byKey.values()) list2.sort((a, b) => rank(a) - rank(b));
  return byKey;
}
function rank(thread) {
  return (isHistory(thread) ? 4 : 0) + (thread.replies > 0 ? 0 : 2) + (isOutdated(thread) ? 1 : 0);
}
function isHistory(thread) {
  return thread.marker.state === "closed" && (thread.resolved || isOutdated(thread));
}
function isOutdated(thread) {
  return thread.outdated && !thread.fileLevel;
}
function settle(findings, own, policy) {
  const standing = { keep: [], edit: [], remove: [], resolve: [], again: [], fresh: [] };
  const wanted = /* @__PURE__ */ new Set();
  for (const entry of findings) {
    wanted.add(entry.key);
    const [speaker, ...others] = (own.get(entry.key) ?? []).filter((thread) => !isHistory(thread));
    for (const thread of others) {
      if (thread.replies === 0) standing.remove.push({ thread, reason: "duplicate" });
    }
    if (speaker === void 0) standing.fresh.push(entry);
    else settleFinding(entry, speaker, standing, policy);
  }
  for (const [key, list2] of own) {
    if (wanted.has(key)) continue;
    for (const thread of list2) settleGone(thread, standing, policy);
  }
  return standing;
}
function settleFinding(entry, thread, standing, policy) {
  const { finding } = entry;
  if (thread.resolved) {
    standing.keep.push({ finding, thread, why: "resolved" });
  } else if (isOutdated(thread)) {
    if (thread.replies > 0 || finding.placement.kind === "summary") {
      standing.keep.push({ finding, thread, why: "outdated" });
    } else {
      standing.again.push(entry);
      standing.remove.push({ thread, reason: "outdated" });
    }
  } else {
    const text3 = policy.render(finding);
    const same = thread.marker.state === "open" && thread.marker.bodyHash === bodyHash(text3);
    if (same) standing.keep.push({ finding, thread, why: "standing" });
    else standing.edit.push({ thread, body: markedBody(entry, text3, policy), finding });
  }
}
function settleGone(thread, standing, policy) {
  if (!policy.isExamined(thread.path, thread.marker.ruleId)) return;
  const [fingerprint = ""] = thread.marker.key.split(".");
  const reason = policy.suppressed.has(fingerprint) ? "suppressed" : "fixed";
  if (thread.replies === 0) {
    standing.remove.push({ thread, reason });
    return;
  }
  if (thread.marker.state === "closed") return;
  const { key, ruleId } = thread.marker;
  const body = withMarker(policy.renderGone(reason, policy.headSha), { key, ruleId, state: "closed", run: policy.run });
  if (thread.canResolve && !thread.resolved) standing.resolve.push(thread);
  standing.edit.push({ thread, body });
}
function readOnly(findings, own) {
  const standing = { keep: [], edit: [], remove: [], resolve: [], again: [], fresh: [] };
  for (const entry of findings) {
    const thread = (own.get(entry.key) ?? []).find((one) => one.marker.state === "open");
    if (thread === void 0) standing.fresh.push(entry);
    else {
      const why = thread.resolved ? "resolved" : isOutdated(thread) ? "outdated" : "standing";
      standing.keep.push({ finding: entry.finding, thread, why });
    }
  }
  return standing;
}
function allot(standing, policy) {
  const commented = [...standing.keep, ...standing.edit.filter((edit) => edit.finding !== void 0)];
  let slots = policy.maxComments - commented.length;
  let fileSlots = policy.maxFileComments - commented.filter(({ thread }) => thread.fileLevel).length;
  const post = [];
  const postOnFile = [];
  const rest = [];
  for (const entry of [...standing.again, ...standing.fresh]) {
    const { placement } = entry.finding;
    const free = slots > 0 && (placement.kind === "line" || placement.kind === "file" && fileSlots > 0);
    if (!free) {
      rest.push(entry);
      continue;
    }
    slots -= 1;
    const body = markedBody(entry, policy.render(entry.finding), policy);
    if (placement.kind === "line") post.push({ ...entry, at: placement, body });
    else {
      fileSlots -= 1;
      postOnFile.push({ ...entry, at: placement, body });
    }
  }
  return { post, postOnFile, rest: rest.toSorted((a, b) => compareFindings(a.finding, b.finding)) };
}
function markedBody(entry, text3, policy) {
  return withMarker(text3, { key: entry.key, ruleId: entry.finding.ruleId, state: "open", run: policy.run });
}

// src/github/tree-compare.ts
var EMPTY_BLOB = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
async function compareTrees(client, base, head) {
  const before = byPath2(await listTree2(client, base));
  const after = byPath2(await listTree2(client, head));
  const gone = [...before.values()].filter(({ path }) => !after.has(path));
  const takeGone = pathsById(gone);
  const files = [];
  for (const entry of after.values()) {
    const old = before.get(entry.path);
    if (old === void 0) files.push(cameRow(entry, takeGone(entry)));
    else if (old.id !== entry.id || old.mode !== entry.mode) files.push(row(entry, "modified", { oldSha: old.id }));
  }
  const moved = new Set(files.map(({ previousFilename }) => previousFilename));
  files.push(...gone.filter(({ path }) => !moved.has(path)).map((entry) => row(entry, "removed")));
  return { files, mergeBase: base };
}
function byPath2(entries) {
  return new Map(entries.map((entry) => [entry.path, entry]));
}
function pathsById(gone) {
  const paths = /* @__PURE__ */ new Map();
  for (const { id, path } of gone) {
    if (id !== EMPTY_BLOB) paths.set(id, [...paths.get(id) ?? [], path]);
  }
  return ({ id, path }) => {
    const left = paths.get(id) ?? [];
    const taken = left.find((from) => nameOf2(from) === nameOf2(path)) ?? left[0];
    if (taken !== void 0) left.splice(left.indexOf(taken), 1);
    return taken;
  };
}
function cameRow(entry, from) {
  if (from === void 0) return row(entry, "added");
  return row(entry, "renamed", { previousFilename: from, oldSha: entry.id });
}
function row({ path, id }, status, more = {}) {
  return { filename: path, status, sha: id, additions: 0, deletions: 0, ...more };
}
function nameOf2(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}

// src/action/read-change.ts
async function readPullChange(job, pull) {
  const commits = { base: pull.baseSha, head: pull.headSha };
  return fromCheckout(job, commits, async () => {
    const listed = await listedFiles(job, pull);
    return listed instanceof GitHubFault || listed.incomplete !== void 0 ? wholeList(job, commits, listed) : listed;
  });
}
async function readCommitsChange(job, commits) {
  return fromCheckout(job, commits, async () => {
    const compared = await compareCommits(job.client, commits);
    return compared.incomplete === void 0 ? compared : await byTrees(job, commits, compared) ?? compared;
  });
}
async function fromCheckout(job, commits, list2) {
  const root = await usableCheckout(job.environment.workspace, commits);
  if (root !== void 0) {
    job.log.info("Reading the change from the checkout.");
    const change = await readGitChange({ path: root, ...commits });
    return change.files.length === 0 ? { kind: "nothing" } : { kind: "change", change };
  }
  job.log.info("Reading the change from GitHub: the workspace has no checkout with both commits.");
  try {
    const listed = await list2();
    if (listed.incomplete === void 0 && !touchesWanted(listed.files)) return { kind: "nothing" };
    const change = await readChange(job.client, commits, listed);
    if (change.incomplete !== STALE) return { kind: "change", change };
    return { kind: "change", change: await readChange(job.client, commits, await wholeList(job, commits, listed)) };
  } catch (error2) {
    if (error2 instanceof GitHubFault)
      return { kind: "unreadable", reason: reasonOf(error2), missing: error2.kind === "missing" };
    throw error2;
  }
}
async function wholeList(job, commits, listed) {
  const compared = await orFault(() => compareCommits(job.client, commits));
  if (compared instanceof GitHubFault) {
    if (listed instanceof GitHubFault) throw listed;
    return listed;
  }
  if (compared.incomplete === void 0) return compared;
  return await byTrees(job, commits, compared) ?? (listed instanceof GitHubFault ? compared : listed);
}
async function byTrees(job, commits, compared) {
  job.log.info("The change is longer than what GitHub lists: comparing the trees of both commits.");
  const trees = await orFault(() => compareTrees(job.client, compared.mergeBase, commits.head));
  return trees instanceof GitHubFault ? void 0 : trees;
}
async function listedFiles(job, pull) {
  return orFault(async () => {
    const changedFiles = pull.changedFiles ?? await countChangedFiles(job.client, pull.number);
    return listFiles(job.client, { number: pull.number, changedFiles });
  });
}
async function orFault(read2) {
  try {
    return await read2();
  } catch (error2) {
    if (error2 instanceof GitHubFault) return error2;
    throw error2;
  }
}

// src/action/review-pull.ts
var MAX_FILE_COMMENTS = 10;
var MAX_ANNOTATIONS2 = 250;
var NOTES_BYTES = 4e3;
async function reviewPull(job, pull) {
  const { inputs } = job;
  if (pull.draft && inputs.draft === "skip") {
    return { verdict: "pass", message: "The pull request is a draft: skipped.", published: "full", reasons: [] };
  }
  if (pull.privileged && !inputs["allow-head-checkout"]) await refuseHeadCheckout(job, pull);
  const { result, context } = await reviewed(job, await readPullChange(job, pull), pull.baseSha);
  const outcome = await publishResult(job, pull, result, context);
  await writeArtifact(job, pull, result);
  return conclude(job, result, context, { ...outcome, reasons: [...outcome.reasons, ...whyReadOnly(pull, outcome)] });
}
function whyReadOnly(pull, outcome) {
  if (outcome.published === "full" || pull.privileged) return [];
  if (pull.fork)
    return ["The token of a pull request from a fork can only read: docs/recipes.md has workflows that publish."];
  return pull.dependabot ? ["For Dependabot the token can only read, unless the workflow names `permissions:`."] : [];
}
async function writeArtifact(job, pull, result) {
  const path = job.inputs["artifact-file"];
  if (path === void 0) return;
  await job.writeFile(path, `${JSON.stringify(artifactOf(pull, result))}
`);
  job.host.output("artifact-file", path);
}
async function refuseHeadCheckout(job, pull) {
  if (!await isCheckedOut(job.environment.workspace, pull.headSha)) return;
  throw new UserError(
    "input-invalid",
    "The workspace holds a checkout of the pull request, and this event carries a token that can write. Remove the checkout step (none is needed), or set `allow-head-checkout: true`."
  );
}
async function publishResult(job, pull, result, context, suppressed = /* @__PURE__ */ new Set()) {
  const outcome = await publish(job, pull, result, context, suppressed);
  for (const finding of outcome.unsaid.toSorted(compareFindings)) {
    job.host.annotate(annotationOf(finding, titles(context)));
  }
  return outcome;
}
async function publish(job, pull, result, context, suppressed) {
  const { plan, reasons } = await planFor(job, pull, result, context, suppressed);
  const { inputs, environment, client } = job;
  const summary2 = renderSummary(result, context, { maxBytes: 65e3 - NOTES_BYTES });
  const check = {
    name: inputs["check-name"],
    headSha: pull.headSha,
    conclusion: result.verdict === "pass" ? "success" : "failure",
    title: reviewTitle(result),
    summary: summary2 + publishingNotes(reasons),
    externalId: `fastapi-hardening:${environment.run}`
  };
  const target = {
    number: pull.number,
    headSha: pull.headSha,
    run: environment.run,
    maxFileComments: MAX_FILE_COMMENTS
  };
  return publishReview(client, target, plan, {
    check: inputs["check-run"] ? check : void 0,
    titleOf: titles(context),
    reasons
  });
}
async function planFor(job, pull, result, context, suppressed) {
  const wanted = job.inputs.comments && !(pull.draft && job.inputs.draft === "check-only");
  const known = [...result.suppressed.map(({ finding }) => finding.fingerprint), ...suppressed];
  const policy = { ...policyFor(job, pull, result, context), suppressed: new Set(known) };
  const state = await stateOf(job, pull);
  if (typeof state === "string") {
    const plan2 = planReview(result.findings, await saidAlready(job, pull), { ...policy, comments: false });
    return { plan: plan2, reasons: wanted ? [`The review threads could not be read: ${state}`] : [] };
  }
  const plan = planReview(result.findings, state.threads, { ...policy, comments: wanted });
  const refusal = refusalOf(state, pull);
  if (refusal === void 0 || isQuiet(plan)) return { plan, reasons: [] };
  job.log.info(refusal);
  return { plan: planReview(result.findings, state.threads, { ...policy, comments: false }), reasons: [refusal] };
}
async function stateOf(job, pull) {
  try {
    return await readState(job.client, pull.number);
  } catch (error2) {
    if (error2 instanceof GitHubFault) return reasonOf(error2);
    throw error2;
  }
}
async function saidAlready(job, pull) {
  try {
    return await threadsByRest(job.client, pull.number);
  } catch (error2) {
    if (error2 instanceof GitHubFault) return [];
    throw error2;
  }
}
function refusalOf(state, pull) {
  if (state.headSha !== pull.headSha) return "The pull request has newer commits: their run writes the comments.";
  if (!state.open) return "The pull request was closed meanwhile: no comment was written.";
  if (state.locked) return "The conversation of the pull request is locked: no comment was written.";
  return void 0;
}
function policyFor(job, pull, result, context) {
  const { path: within = "" } = job.inputs;
  const unread = new Set(result.coverage.partlyParsed.map(({ path }) => path));
  const crashed = new Set(result.coverage.crashes.map(({ ruleId }) => ruleId));
  return {
    comments: true,
    maxComments: job.inputs["max-comments"],
    maxFileComments: MAX_FILE_COMMENTS,
    maxAnnotations: MAX_ANNOTATIONS2,
    headSha: pull.headSha,
    run: job.environment.run,
    render: (finding) => renderComment(finding, context),
    renderGone,
    // What was not examined is not fixed: with anything missing, no comment is taken back.
    isExamined: (path, ruleId) => result.verdict !== "incomplete" && !unread.has(path) && !crashed.has(ruleId) && isInside(path, within)
  };
}
function isInside(path, within) {
  return within === "" || path === within || path.startsWith(`${within}/`);
}
function titles(context) {
  return (ruleId) => context.rules.get(ruleId)?.summary ?? ruleId;
}

// src/action/publish-artifact.ts
var ZIP_LIMITS = { maxEntries: 10, maxEntryBytes: MAX_ARTIFACT_BYTES };
var Artifacts = object({
  artifacts: array(
    object({
      id: number(),
      name: string(),
      size_in_bytes: number(),
      expired: boolean()
    })
  )
});
var Pull = object({
  number: number(),
  state: string(),
  draft: boolean().nullish(),
  locked: boolean(),
  changed_files: number().nullish(),
  head: object({ sha: string(), repo: object({ full_name: string() }).nullish() }),
  base: object({ sha: string() })
});
async function publishArtifact(job, run) {
  const name = job.inputs.artifact;
  if (name === void 0) {
    throw new UserError("input-invalid", "On workflow_run, `artifact` must name the artifact of the other workflow.");
  }
  const artifact = await orRefused(() => readArtifact(job, run, name));
  if (artifact === void 0) return nothing(`The other workflow left no artifact of this name.`);
  if (artifact.headSha !== run.headSha) throw new UserError("artifact-refused", "It is of another commit.");
  const pull = await orRefused(() => provedPull(job, run, artifact.pullRequest));
  if (typeof pull === "string") return nothing(pull);
  const analysis = await job.analysis();
  const result = resultOf(artifact, analysis.rules);
  const context = contextOf(job, analysis);
  const outcome = await publishResult(job, pull, result, context, new Set(artifact.suppressed));
  const conclusion = await conclude(job, result, context, outcome);
  return { ...conclusion, verdict: "pass", message: `Published the review of #${String(pull.number)}.` };
}
function nothing(message) {
  return { verdict: "pass", message, published: "none", reasons: [message] };
}
async function readArtifact(job, run, name) {
  const { artifacts } = await job.client.read(
    "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
    { run_id: run.id, name, per_page: 100 },
    Artifacts
  );
  const found = artifacts.find((artifact) => artifact.name === name && !artifact.expired);
  if (found === void 0) return void 0;
  if (found.size_in_bytes > MAX_ARTIFACT_BYTES) throw new UserError("artifact-refused", "It is too large.");
  const route = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
  const zip = await job.client.download(route, { artifact_id: found.id, archive_format: "zip" });
  const files = [...readZip(zip, ZIP_LIMITS)].filter(([path]) => path.endsWith(".json"));
  const [first] = files;
  if (first === void 0 || files.length > 1) {
    throw new UserError("artifact-refused", "It must hold exactly one JSON file.");
  }
  return parseArtifact(first[1]);
}
async function provedPull(job, run, number2) {
  const pull = await job.client.read("GET /repos/{owner}/{repo}/pulls/{pull_number}", { pull_number: number2 }, Pull);
  const repository = pull.head.repo?.full_name;
  if (repository?.toLowerCase() !== run.headRepository.toLowerCase()) {
    throw new UserError("artifact-refused", "It names a pull request of another repository.");
  }
  if (pull.state !== "open") return "The pull request is closed: nothing was published.";
  if (pull.head.sha !== run.headSha) return "The pull request has newer commits: their run publishes.";
  return {
    number: number2,
    headSha: run.headSha,
    baseSha: pull.base.sha,
    changedFiles: pull.changed_files ?? void 0,
    draft: pull.draft ?? false,
    locked: pull.locked,
    fork: repository.toLowerCase() !== `${job.environment.owner}/${job.environment.repo}`.toLowerCase(),
    dependabot: false,
    privileged: true
  };
}
async function orRefused(read2) {
  try {
    return await read2();
  } catch (error2) {
    if (!(error2 instanceof GitHubFault)) throw error2;
    const code = error2.kind === "rejected" ? "artifact-refused" : "github-refused";
    throw new UserError(code, reasonOf(error2), { cause: error2 });
  }
}

// src/action/review-commits.ts
var MAX_ANNOTATIONS3 = 250;
var REPLACED = "The push replaced the history of its branch: with nothing to compare, all of it was looked at.";
async function reviewCommits(job, commits) {
  const reading = await readCommitsChange(job, commits);
  if (commits.event === "push" && reading.kind === "unreadable" && reading.missing) {
    job.log.info(REPLACED);
    return fullAudit(job, commits.head, [REPLACED]);
  }
  const { result, context } = await reviewed(job, reading, commits.base);
  const titleOf = (ruleId) => context.rules.get(ruleId)?.summary ?? ruleId;
  const annotations = result.findings.slice(0, MAX_ANNOTATIONS3).map((finding) => annotationOf(finding, titleOf));
  const check = job.inputs["check-run"] ? await publishCheck(job.client, {
    name: job.inputs["check-name"],
    headSha: commits.head,
    conclusion: result.verdict === "pass" ? "success" : "failure",
    title: reviewTitle(result),
    summary: renderSummary(result, context),
    externalId: `fastapi-hardening:${job.environment.run}`,
    annotations
  }) : { created: false, annotated: 0, reasons: [] };
  for (const annotation of annotations.slice(check.annotated)) job.host.annotate(annotation);
  const published = check.reasons.length === 0 ? "full" : check.created ? "degraded" : "none";
  return conclude(job, result, context, { published, reasons: check.reasons });
}

// src/action/run.ts
async function runTask2(job, task) {
  const conclusion = await conclusionOf(job, task);
  const { host, inputs, log } = job;
  host.output("published", conclusion.published);
  host.output("published-reason", conclusion.reasons.join(" "));
  log.info(conclusion.message);
  for (const reason of conclusion.reasons) host.warn(reason);
  if (conclusion.verdict !== "pass") host.fail(`FastAPI Hardening: ${conclusion.verdict}. ${conclusion.message}`);
  else if (inputs["publish-failure-is-fatal"] && conclusion.published !== "full") {
    host.fail(`FastAPI Hardening: not everything was published. ${conclusion.reasons.join(" ")}`);
  }
}
async function conclusionOf(job, task) {
  switch (task.kind) {
    case "review-pull":
      return reviewPull(job, task.pull);
    case "review-commits":
      return reviewCommits(job, task);
    case "audit":
      return fullAudit(job, task.sha);
    case "publish-artifact":
      return publishArtifact(job, task.run);
    case "nothing":
      return { verdict: "pass", message: `Nothing to do: ${task.reason}.`, published: "full", reasons: [] };
  }
}
function failureText(error2) {
  if (error2 instanceof UserError) return `${error2.message}
${error2.hint}`;
  return "The analyser failed: a defect of FastAPI Hardening. Run again with debug logging, and report it.";
}

// src/action/start.ts
async function start(host, env, analysis) {
  try {
    const environment = readEnvironment(env);
    const inputs = readInputs((name) => host.input(name));
    const task = taskOf(environment, await readEvent(environment.eventPath));
    const { owner, repo, apiUrl, graphqlUrl, workspace } = environment;
    const fetch2 = await proxiedFetch(env);
    const job = {
      environment,
      inputs,
      client: createClient({ token: inputs.token, owner, repo, apiUrl, graphqlUrl, fetch: fetch2 }),
      host,
      log: new Log((line) => stdout.write(line)),
      ruleUrl: ruleUrlOf(environment),
      analysis,
      writeFile: (path, text3) => writeInside(workspace, path, text3),
      readFile: (path) => readInside(workspace, path)
    };
    await runTask2(job, task);
  } catch (error2) {
    if (!(error2 instanceof UserError))
      host.debug(error2 instanceof Error ? error2.stack ?? error2.message : String(error2));
    const text3 = failureText(error2);
    host.output("verdict", "incomplete");
    host.output("published", "none");
    host.output("published-reason", text3);
    await host.summarise(failureSummary(text3));
    host.fail(text3);
  }
}
async function readEvent(path) {
  try {
    return JSON.parse(await readFile2(path, "utf8"));
  } catch (cause) {
    throw new UserError("event-unreadable", "The event file is missing or no JSON.", { cause });
  }
}
function ruleUrlOf({ serverUrl, actionRepository, actionRef }) {
  if (actionRepository === void 0 || actionRef === void 0) return void 0;
  return (ruleId) => `${serverUrl}/${actionRepository}/blob/${actionRef}/docs/rules/${ruleId}.md`;
}

// src/action/main.ts
async function loadAnalysis() {
  const [{ createUseCases }, { productTools }] = await Promise.all([
    import("./chunks/analysis-7RND6YOP.js"),
    import("./chunks/tools-TUDBCIOB.js")
  ]);
  return createUseCases(productTools(), VERSION);
}
await start(runnerHost(), process.env, loadAnalysis);
