// What went wrong with an event, as its page shows it. Source: shared spec "ingest", section 3.6.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/schemas.h"
#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// What an error calls the place of a value: paths of SDKs stay under 200 bytes; keys of a hostile
/// event are as long as the event.
constexpr std::size_t kMaxNameBytes = 500;

/// An SDK may send a `_meta` of any size, so everything here is counted: facts looked at, bytes of
/// a name.
class Emitter {
 public:
  explicit Emitter(json::array& errors) : errors_(errors) {}

  void member(std::string_view key, const json::object& node) {
    const std::size_t outer = name_.size();
    if (!name_.empty()) name_ += '.';
    name_ += utf8_cut(key, kMaxNameBytes - std::min(kMaxNameBytes, name_.size()));
    if (const json::object* own = protocol::find_object(node, "")) facts(*own);
    for (const json::key_value_pair& child : node) {
      if (seen_ >= kMaxErrors) break;
      const json::object* const object = child.value().if_object();
      if (!child.key().empty() && object != nullptr) member(child.key(), *object);
    }
    name_.resize(outer);
  }

  void facts(const json::object& own) {
    const json::array* const list = protocol::find_array(own, "err");
    if (list == nullptr) return;
    bool first = true;
    for (const json::value& error : *list) {
      if (seen_++ >= kMaxErrors) return;
      const json::array* const parts = error.if_array();
      const json::value* const kind = parts != nullptr && !parts->empty() ? &(*parts)[0] : &error;
      if (!kind->is_string()) continue;
      json::object shown({{"type", *kind}, {"name", name_}}, errors_.storage());
      if (const json::value* value = own.if_contains("val"); value != nullptr && first) {
        shown.emplace("value", *value);
      }
      if (parts != nullptr && parts->size() > 1 && (*parts)[1].is_object()) {
        for (const json::key_value_pair& data : (*parts)[1].get_object()) {
          shown.emplace(data.key(), data.value());
        }
      }
      first = false;
      add(std::move(shown));
    }
  }

 private:
  /// Not twice, as an event may pass here again.
  void add(json::object shown) {
    const bool known =
        std::any_of(errors_.begin(), errors_.end(), [&shown](const json::value& error) {
          return error.is_object() && error.get_object() == shown;
        });
    if (!known && errors_.size() < kMaxErrors) errors_.push_back(std::move(shown));
  }

  json::array& errors_;
  std::string name_;
  std::size_t seen_ = 0;
};

/// In the order of the schema, then the rest.
void emit_all(const json::object& tree, Emitter& emitter) {
  for (const Field& field : kEventSchema.fields) {
    if (const json::object* child = protocol::find_object(tree, field.name)) {
      emitter.member(field.name, *child);
    }
  }
  if (const json::object* own = protocol::find_object(tree, "")) emitter.facts(*own);
  for (const json::key_value_pair& child : tree) {
    if (child.key().empty()) continue;
    if (kEventSchema.find(child.key()) != nullptr || !child.value().is_object()) continue;
    emitter.member(child.key(), child.value().get_object());
  }
}

}  // namespace

StepResult emit_errors(Work& work) {
  if (work.meta.empty()) return {};
  json::array errors(work.event.storage());
  if (json::value* sent = work.event.if_contains("errors"); sent != nullptr && sent->is_array()) {
    errors = std::move(sent->get_array());
  }
  Emitter emitter(errors);
  emit_all(work.meta.tree(), emitter);
  if (work.meta.suppressed_errors() > 0) {
    errors.push_back(json::object(
        {{"type", "unknown_error"},
         {"name", "_meta"},
         {"reason", std::to_string(work.meta.suppressed_errors()) + " further errors"}},
        errors.storage()));
  }
  if (!errors.empty()) work.event["errors"] = std::move(errors);
  return {};
}

}  // namespace picket::domain::normalize
