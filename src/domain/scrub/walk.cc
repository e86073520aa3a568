#include "domain/scrub/walk.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "domain/normalize/scalar.h"
#include "protocol/json.h"

namespace picket::domain::scrub {
namespace {

namespace json = boost::json;
using normalize::as_view;
using normalize::Meta;
using normalize::Path;

constexpr PiiField kFree{.name = ""};

bool holds_originals(const json::object& node) {
  return std::any_of(node.begin(), node.end(), [](const json::key_value_pair& child) {
    const json::object* const object = child.value().if_object();
    if (object == nullptr) return false;
    return child.key().empty() ? object->contains("val") : holds_originals(*object);
  });
}

/// The name of a pair of a name and a value.
const json::string* pair_name(const json::value& element) noexcept {
  const json::array* const pair = element.if_array();
  return pair != nullptr && pair->size() == 2 ? (*pair)[0].if_string() : nullptr;
}

bool is_pair_list(const json::array& list) noexcept {
  return !list.empty() && std::all_of(list.begin(), list.end(), [](const json::value& element) {
    return pair_name(element) != nullptr;
  });
}

/// Where the last part of a path begins, with the separator; npos when there is no directory.
std::size_t last_separator(std::string_view path) noexcept {
  return path.find_last_of("/\\");
}

bool is_address(const json::object& user) {
  const std::string_view address = protocol::find_string(user, "ip_address");
  return address == "{{auto}}" || normalize::is_ip_address(address);
}

bool has_value(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  return value != nullptr && !value->is_null();
}

std::string_view last_key(std::string_view dotted) noexcept {
  const std::size_t dot = dotted.rfind('.');
  return dot == std::string_view::npos ? dotted : dotted.substr(dot + 1);
}

TypeSet types_of(const json::value& value, const PiiField& field) noexcept {
  if (field.form == Form::object && value.is_object()) return field.schema->types;
  return type_of(value.kind());
}

}  // namespace

Walk::Walk(const CompiledRules& rules, Meta& meta)
    : rules_(rules), meta_(meta), has_originals_(holds_originals(meta.tree())) {}

void Walk::document(json::object& object, const PiiSchema& schema) {
  members(object, schema, {Place(schema.types), Path()});
}

void Walk::value(json::value& value, const PiiField& field, const Subject& subject) {
  const Pii pii = subject.place.pii();
  if (pii == Pii::yes || (pii == Pii::maybe && rules_.is_specific())) {
    if (has_originals_) original(subject);
    if (value.is_string()) return text(value, field, subject);
    if (value.is_null() || value.is_bool()) return;
    if (apply_to_other(rules_, subject, meta_) == Fate::deleted) {
      value = nullptr;
      meta_.forget_inside(subject.path);
      return;
    }
  }
  inside(value, field, subject);
}

void Walk::text(json::value& value, const PiiField& field, const Subject& subject) {
  std::string_view given = as_view(value.get_string());
  std::string_view base;
  if (field.form == Form::native_path) {
    const std::size_t at = last_separator(given);
    if (at == std::string_view::npos) return;
    base = given.substr(at);
    given = given.substr(0, at);
  }
  std::string changed;
  switch (apply_to_text(rules_, subject, given, changed, meta_)) {
    case Fate::kept:
      return;
    case Fate::changed:
      changed += base;
      value.get_string().assign(changed);
      return;
    case Fate::deleted:
      if (field.form != Form::native_path) {
        value = nullptr;
      } else {
        changed = base.substr(1);
        value.get_string().assign(changed);
      }
      return;
  }
}

void Walk::inside(json::value& value, const PiiField& field, const Subject& subject) {
  switch (field.form) {
    case Form::free:
    case Form::native_path:
    case Form::rejected:
      return free(value, subject);
    case Form::pairs:
      if (value.is_array()) return pairs(value.get_array(), subject);
      return free(value, subject);
    case Form::object:
      if (value.is_object()) members(value.get_object(), *field.schema, subject);
      return;
    case Form::list:
      if (value.is_array()) list(value.get_array(), *field.schema, subject);
      return;
    case Form::values:
      return values(value, *field.schema, subject);
    case Form::contexts:
      return contexts(value, subject);
  }
}

void Walk::members(json::object& object, const PiiSchema& schema, const Subject& subject) {
  const bool is_user = &schema == &kUserPii;
  const bool had_address = is_user && is_address(object);
  const PiiField other{.name = "", .pii = schema.unknown};
  for (json::key_value_pair& pair : object) {
    const PiiField* const known = schema.find(pair.key());
    const PiiField& field = known != nullptr ? *known : other;
    if (field.pii == Pii::no && field.form == Form::free) continue;
    member(object, pair, field, subject);
  }
  if (is_user) move_address(object, had_address, subject);
}

void Walk::member(json::object& object, json::key_value_pair& pair, const PiiField& field,
                  const Subject& subject) {
  std::string_view key = pair.key();
  const Path path(subject.path, key);
  std::string name;
  if (field.form == Form::rejected) {
    name = last_key(protocol::find_string(object, "name"));
    key = name;
  }
  const Place place(subject.place, key, types_of(pair.value(), field), field.pii);
  value(pair.value(), field, {place, path});
}

void Walk::free(json::value& given, const Subject& subject) {
  const Pii pii = subject.place.pii();
  if (pii == Pii::no || (pii == Pii::maybe && !rules_.is_specific())) return;
  if (json::object* object = given.if_object()) {
    for (json::key_value_pair& pair : *object) {
      const Place place(subject.place, pair.key(), type_of(pair.value().kind()), pii);
      value(pair.value(), kFree, {place, Path(subject.path, pair.key())});
    }
  } else if (json::array* array = given.if_array()) {
    if (is_pair_list(*array)) return pairs(*array, subject);
    for (std::size_t i = 0; i < array->size(); ++i) {
      json::value& element = (*array)[i];
      const Place place(subject.place, i, type_of(element.kind()), pii);
      value(element, kFree, {place, Path(subject.path, i)});
    }
  }
}

void Walk::pairs(json::array& list, const Subject& subject) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    json::array* const pair = list[i].if_array();
    if (pair == nullptr || pair->size() != 2) continue;
    json::value& second = (*pair)[1];
    const TypeSet types = type_of(second.kind());
    const Pii pii = subject.place.pii();
    const json::string* const name = (*pair)[0].if_string();
    const Place place = name != nullptr ? Place(subject.place, as_view(*name), types, pii)
                                        : Place(subject.place, i, types, pii);
    const Path row(subject.path, i);
    value(second, kFree, {place, Path(row, 1)});
  }
}

void Walk::list(json::array& array, const PiiSchema& schema, const Subject& subject) {
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (!array[i].is_object()) continue;
    const Place place(subject.place, i, schema.types, Pii::no);
    members(array[i].get_object(), schema, {place, Path(subject.path, i)});
  }
}

void Walk::values(json::value& value, const PiiSchema& schema, const Subject& subject) {
  if (value.is_array()) return list(value.get_array(), schema, subject);
  json::object* const object = value.if_object();
  json::value* const inner = object ? object->if_contains("values") : nullptr;
  if (inner == nullptr || !inner->is_array()) return;
  const Place place(subject.place, "values", ValueType::array, Pii::no);
  list(inner->get_array(), schema, {place, Path(subject.path, "values")});
}

void Walk::contexts(json::value& given, const Subject& subject) {
  json::object* const object = given.if_object();
  if (object == nullptr) return;
  for (json::key_value_pair& pair : *object) {
    const json::object* const context = pair.value().if_object();
    std::string_view type = context ? protocol::find_string(*context, "type") : "";
    if (type.empty()) type = pair.key();
    const PiiSchema* const schema = find_context_pii(type);
    const PiiField field{.name = "",
                         .pii = schema ? Pii::no : Pii::yes,
                         .form = schema ? Form::object : Form::free,
                         .schema = schema};
    const Place place(subject.place, pair.key(), types_of(pair.value(), field), field.pii);
    value(pair.value(), field, {place, Path(subject.path, pair.key())});
  }
}

/// As if it were the value; what happens to it is not noted.
void Walk::original(const Subject& subject) {
  const json::value* const kept = meta_.kept_original(subject.path);
  if (kept == nullptr) return;
  json::value work(*kept);
  Meta unnoted(work.storage());
  Walk(rules_, unnoted)
      .value(work, kFree, {subject.place.with(type_of(work.kind())), subject.path});
  if (work.is_null()) {
    meta_.forget_original(subject.path);
  } else {
    *meta_.kept_original(subject.path) = std::move(work);
  }
}

/// A user who is nothing but an address is still told apart from others when the address is
/// hashed: it becomes the user's id.
void Walk::move_address(json::object& user, bool had_address, const Subject& subject) {
  if (!had_address || !has_value(user, "ip_address") || is_address(user)) return;
  if (has_value(user, "id") || has_value(user, "username") || has_value(user, "email")) return;
  json::value address = std::move(user["ip_address"]);
  user.erase("ip_address");
  user["id"] = std::move(address);
  meta_.move(Path(subject.path, "ip_address"), Path(subject.path, "id"));
}

}  // namespace picket::domain::scrub
