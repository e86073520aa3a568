#include "domain/normalize/normalize.h"

#include <string>
#include <string_view>
#include <utility>

#include "domain/normalize/meta.h"
#include "domain/normalize/schemas.h"
#include "domain/normalize/shape.h"
#include "domain/normalize/steps.h"
#include "domain/normalize/tags.h"
#include "domain/normalize/trim.h"
#include "protocol/json.h"

namespace picket::domain {
namespace normalize {
namespace {

namespace json = boost::json;

struct Step {
  std::string_view name;
  StepResult (*run)(Work&);
};

/// The order is relay's.
constexpr Step kSteps[] = {
    {"numbers", remove_numbers_that_are_none},
    {"shape", shape_event},
    {"identity", set_identity},
    {"clock", correct_clock},
    {"check transaction", check_transaction},
    {"transaction", normalize_transaction},
    {"report", complete_report},
    {"ip", resolve_ip},
    {"geo", locate_user},
    {"release", validate_release},
    {"user", normalize_user},
    {"logentry", normalize_logentry},
    {"images", normalize_images},
    {"breadcrumbs", normalize_breadcrumbs},
    {"dist", validate_dist},
    {"tags", normalize_event_tags},
    {"device class", set_device_class},
    {"stacktraces", normalize_stacktraces},
    {"exceptions", normalize_exceptions},
    {"mechanisms", name_mechanisms},
    {"user agent", describe_client},
    {"measurements", normalize_measurements},
    {"performance score", score_performance},
    {"breakdowns", normalize_breakdowns},
    {"defaults", set_defaults},
    {"logger", shorten_logger},
    {"trace tags", copy_trace_tags},
    {"request", normalize_request},
    {"contexts", normalize_contexts},
    {"exclusive times", set_exclusive_times},
    {"trace", set_trace},
    {"slim", slim_stacktraces},
    {"trim", trim_event},
    {"errors", emit_errors},
};

/// What is deeper becomes its JSON text, as where a budget ends.
void flatten(json::value& value, std::size_t levels) {
  if (!value.is_structured()) return;
  if (levels == 0) {
    std::string text;
    protocol::write_json(value, text);
    value = text;
  } else if (json::object* object = value.if_object()) {
    for (json::key_value_pair& member : *object) flatten(member.value(), levels - 1);
  } else {
    for (json::value& element : value.get_array()) flatten(element, levels - 1);
  }
}

/// `_meta` is out of the event while the steps run.
void take_meta(json::object& event, Meta& meta) {
  json::value* const sent = event.if_contains("_meta");
  if (sent == nullptr) return;
  json::value tree = std::move(*sent);
  event.erase("_meta");
  meta.load(std::move(tree), event);
}

}  // namespace

StepResult shape_event(Work& work) {
  Shaper shaper(work.meta, work.event.storage());
  shaper.object(work.event, kEventSchema, Path());
  return {};
}

StepResult normalize_event_tags(Work& work) {
  normalize_tags(work.event, work.meta);
  return {};
}

StepResult trim_event(Work& work) {
  trim_object(work.event, kEventSchema, Path(), work.meta);
  trim_children(work.event, work.meta);
  return {};
}

}  // namespace normalize

Result<void, NormalizeError> normalize_event(boost::json::object& event,
                                             const NormalizeContext& context) {
  normalize::Meta meta(event.storage());
  normalize::take_meta(event, meta);
  normalize::Work work{event, meta, context};
  for (const normalize::Step& step : normalize::kSteps) {
    if (auto result = step.run(work); !result) return result;
  }
  for (boost::json::key_value_pair& member : event) {
    normalize::flatten(member.value(), kMaxEventLevels - 1);
  }
  boost::json::object known = std::move(meta).take();
  if (!known.empty()) event["_meta"] = std::move(known);
  return {};
}

}  // namespace picket::domain
