// The log message, of its template when the SDK sent one. Source: shared spec "grouping",
// section 9.9.
#include "domain/grouping/json_read.h"
#include "domain/grouping/message_text.h"
#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {

ByVariant message_strategy(Run& run) {
  const boost::json::object* const entry = object_at(*run.event.json, "logentry");
  if (entry == nullptr) return {};
  Text text = text_at(*entry, "message");
  if (!text || text->empty()) text = text_at(*entry, "formatted");
  return {.default_ =
              text_component(ComponentId::message, text.value_or(std::string_view{}), run.arena)};
}

}  // namespace picket::domain::grouping
