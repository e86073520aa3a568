#include "domain/grouping/threads.h"

#include "domain/grouping/json_read.h"

namespace picket::domain::grouping {

namespace json = boost::json;

Threads choose_thread(const json::array& values) noexcept {
  Threads threads;
  const json::object* crashed = nullptr;
  const json::object* current = nullptr;
  const json::object* any = nullptr;
  for (const json::value& value : values) {
    const json::object* const thread = value.if_object();
    if (thread == nullptr) continue;
    any = thread;
    ++threads.total;
    if (flag_at(*thread, "crashed")) {
      crashed = thread;
      ++threads.crashed;
    }
    if (flag_at(*thread, "current")) {
      current = thread;
      ++threads.current;
    }
  }
  if (threads.crashed == 1) {
    threads.chosen = crashed;
  } else if (threads.current == 1) {
    threads.chosen = current;
  } else if (threads.total == 1) {
    threads.chosen = any;
  }
  return threads;
}

}  // namespace picket::domain::grouping
