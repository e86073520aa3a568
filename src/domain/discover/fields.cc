#include "domain/discover/fields.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include <fmt/format.h>

#include "domain/search/config.h"
#include "domain/search/fields.h"
#include "domain/search/scan.h"

namespace picket::domain::discover {
namespace {

using search::EventField;

struct NamedField {
  std::string_view name;
  EventField field;
  ResultType type;
  Rendering rendering = Rendering::as_is;
  search::ValuePart part = search::ValuePart::whole;
};

/// Names that are shown otherwise than they are searched, or that are only shown.
constexpr NamedField kFields[] = {
    {"culprit", EventField::culprit, ResultType::text},
    {"issue", EventField::issue, ResultType::text, Rendering::short_id},
    {"issue.id", EventField::issue, ResultType::integer},
    {"message", EventField::message, ResultType::text},
    {"platform", EventField::platform, ResultType::text},
    {"project", EventField::project, ResultType::text, Rendering::project_slug},
    {"project.id", EventField::project, ResultType::integer},
    {"project.name", EventField::project, ResultType::text, Rendering::project_slug},
    {"project_id", EventField::project, ResultType::integer},
    {"timestamp.to_day", EventField::timestamp, ResultType::date, Rendering::as_is,
     search::ValuePart::day},
    {"timestamp.to_hour", EventField::timestamp, ResultType::date, Rendering::as_is,
     search::ValuePart::hour},
    {"user.display", EventField::user, ResultType::text, Rendering::user_label},
};

search::ValuePart part_of(std::string_view prefix) noexcept {
  using enum search::ValuePart;
  for (const search::ValuePart part : {user_id, user_username, user_ip}) {
    if (search::user_prefix(part) == prefix) return part;
  }
  return whole;
}

Field of_column(const search::EventColumn& column) {
  Field field{{column.field, std::string(column.tag)}};
  if (column.field == EventField::timestamp) field.type = ResultType::date;
  if (column.mapping == search::Mapping::user_prefix) {
    field.value.part = part_of(column.prefix);
  }
  if (column.field == EventField::handled) {
    const bool opposite = column.mapping == search::Mapping::opposite;
    field.type = opposite ? ResultType::boolean : ResultType::list;
    field.rendering = opposite ? Rendering::opposite : Rendering::list;
  }
  // Each exception of an event has one; the store keeps that of the last.
  if (column.key == "error.mechanism") {
    field.type = ResultType::list;
    field.rendering = Rendering::list;
  }
  return field;
}

bool has_value(EventField field) noexcept {
  return field != EventField::text && field != EventField::project_slug &&
         field != EventField::short_id;
}

Field tag(std::string_view key) {
  return Field{{EventField::tag, std::string(key)}};
}

/// nullopt: it is known, but the store has no column for it.
std::optional<Field> of_name(std::string_view name) {
  const auto* const named = std::find_if(std::begin(kFields), std::end(kFields),
                                         [&](const NamedField& one) { return one.name == name; });
  if (named != std::end(kFields))
    return Field{{named->field, {}, named->part}, named->type, named->rendering};
  if (const search::EventColumn* const column = search::find_event_column(name)) {
    return has_value(column->field) ? std::optional(of_column(*column)) : std::nullopt;
  }
  const bool known = search::event_search().find(name) != nullptr ||
                     search::type_by_prefix(name) != search::ValueType::text;
  return known ? std::nullopt : std::optional(tag(name));
}

}  // namespace

bool Field::is_numeric() const noexcept {
  return type == ResultType::integer ||
         (value.field == EventField::tag && rendering == Rendering::as_is);
}

Result<Field, std::string> find_field(std::string_view name) {
  const auto shown = [&] { return search::quoted_in_error(name); };
  const auto key = search::scan_key(name, 0);
  if (!key || key->span.end != name.size()) {
    return unexpected(fmt::format("Field {} does not exist", shown()));
  }
  const bool supported = key->form != search::KeyForm::flag && !key->any_element;
  if (supported && key->form == search::KeyForm::tag) return tag(key->name);
  auto field = supported ? of_name(key->name) : std::nullopt;
  if (!field) return unexpected(fmt::format("Field {} is not supported yet", shown()));
  return *std::move(field);
}

}  // namespace picket::domain::discover
