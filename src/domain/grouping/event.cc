#include "domain/grouping/event.h"

#include "domain/grouping/json_read.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

void read_mechanism(const json::object& from, Exception& exception) {
  exception.mechanism_type = text_at(from, "type");
  exception.mechanism_source = text_at(from, "source");
  exception.synthetic = flag_at(from, "synthetic");
  exception.is_group = flag_at(from, "is_exception_group");
  exception.id = int_at(from, "exception_id");
  exception.parent = int_at(from, "parent_id");
  if (const json::object* meta = object_at(from, "meta")) {
    exception.ns_error = object_at(*meta, "ns_error");
  }
}

Exception read_exception(const json::object& from, StacktraceReader& stacktraces) {
  Exception exception;
  exception.type = text_at(from, "type");
  exception.value = text_at(from, "value");
  exception.module = text_at(from, "module");
  if (const json::object* mechanism = object_at(from, "mechanism")) {
    read_mechanism(*mechanism, exception);
  }
  if (const json::object* stacktrace = object_at(from, "stacktrace")) {
    exception.stacktrace =
        stacktraces.read(*stacktrace, {exception.type, exception.value, exception.mechanism_type});
  }
  return exception;
}

}  // namespace

Event read_event(const json::object& json, StacktraceReader& stacktraces, Arena& arena) {
  Event event{.json = &json, .platform = stacktraces.platform()};
  const json::array* const values = values_at(json, "exception");
  if (values == nullptr) return event;

  const std::span<Exception> exceptions = arena.make<Exception>(values->size());
  std::size_t used = 0;
  for (const json::value& value : *values) {
    const json::object* const entry = value.if_object();
    if (entry == nullptr) continue;
    exceptions[used++] = read_exception(*entry, stacktraces);
  }
  event.exceptions = exceptions.first(used);
  return event;
}

}  // namespace picket::domain::grouping
