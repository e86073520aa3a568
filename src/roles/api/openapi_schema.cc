#include "roles/api/openapi_schema.h"

#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/assert.h"
#include "domain/project/settings.h"

namespace picket::api {
namespace {

namespace json = boost::json;

json::object typed(std::string_view type) {
  return {{"type", type}};
}

std::int64_t whole_number(std::string_view word) {
  const bool negative = word.starts_with('-');
  const std::int64_t size = *ascii::parse_uint<std::uint32_t>(word.substr(negative ? 1 : 0));
  return negative ? -size : size;
}

json::object text_schema(const Shape& shape) {
  json::object schema = typed(shape.kind == ShapeKind::integer ? "integer" : "string");
  if (shape.kind == ShapeKind::date) schema["format"] = "date-time";
  json::array words;
  for (const std::string_view word : shape.words) {
    if (shape.kind == ShapeKind::integer) {
      words.emplace_back(whole_number(word));
    } else {
      words.emplace_back(word);
    }
  }
  if (!words.empty()) schema["enum"] = std::move(words);
  if (shape.kind == ShapeKind::text && shape.most > 0) schema["maxLength"] = shape.most;
  if (shape.kind == ShapeKind::integer && (shape.least != 0 || shape.most != 0))
    schema["minimum"] = shape.least;
  if (shape.kind == ShapeKind::integer && shape.most != 0) schema["maximum"] = shape.most;
  return schema;
}

Shape shape_of(const domain::Setting& setting) {
  switch (setting.kind) {
    case domain::SettingKind::flag:
      return setting.initial == "null" ? kFlag.or_null() : kFlag;
    case domain::SettingKind::text:
    case domain::SettingKind::lines:
    case domain::SettingKind::lower_lines:
      return kText.up_to(setting.most);
    case domain::SettingKind::text_or_null:
      return kText.up_to(setting.most).or_null();
    case domain::SettingKind::number:
      return kInteger.from_to(setting.least, setting.most);
    case domain::SettingKind::number_or_null:
      return kInteger.from_to(setting.least, setting.most).or_null();
    case domain::SettingKind::texts:
      return kTexts;
    case domain::SettingKind::object:
      return kAnyObject;
    case domain::SettingKind::quotas:
      return kAnyList;
    case domain::SettingKind::flag_or_texts:
      return kAny;
  }
  return kAny;
}

/// The same, or null.
json::value or_null(json::value schema) {
  json::object& object = schema.as_object();
  json::value* const type = object.if_contains("type");
  if (type == nullptr) return json::object{{"anyOf", {std::move(schema), {{"type", "null"}}}}};
  *type = {*type, "null"};
  if (json::value* const words = object.if_contains("enum"))
    words->as_array().emplace_back(nullptr);
  return schema;
}

}  // namespace

json::value SchemaBook::schema(const Shape& shape) {
  json::value schema = plain(shape);
  return shape.nullable ? or_null(std::move(schema)) : schema;
}

json::value SchemaBook::item(const Shape& shape) {
  if (shape.object != nullptr) return reference(*shape.object);
  return schema(shape.parts().front());
}

json::value SchemaBook::plain(const Shape& shape) {
  switch (shape.kind) {
    case ShapeKind::nothing:
    case ShapeKind::any:
      return json::object();
    case ShapeKind::null:
      return typed("null");
    case ShapeKind::text:
    case ShapeKind::date:
    case ShapeKind::integer:
      return text_schema(shape);
    case ShapeKind::flag:
      return typed("boolean");
    case ShapeKind::number:
      return typed("number");
    case ShapeKind::object:
      return reference(*shape.object);
    case ShapeKind::list: {
      json::object list = typed("array");
      list["items"] = item(shape);
      if (shape.most > 0) list["maxItems"] = shape.most;
      return list;
    }
    case ShapeKind::map: {
      json::object map = typed("object");
      map["additionalProperties"] = item(shape);
      return map;
    }
    case ShapeKind::tuple:
    case ShapeKind::either: {
      json::array parts;
      for (const Shape& part : shape.parts()) parts.push_back(schema(part));
      if (shape.kind == ShapeKind::either) return json::object{{"anyOf", std::move(parts)}};
      const std::size_t count = parts.size();
      return json::object{{"type", "array"},
                          {"prefixItems", std::move(parts)},
                          {"items", false},
                          {"minItems", count}};
    }
  }
  return json::object();
}

void SchemaBook::add_members(const ObjectShape& object, bool partial, json::object& properties,
                             json::array& required) {
  const auto add = [&](std::string_view name, const Shape& shape, Presence presence) {
    if (presence == Presence::refused) return;
    // What an object says itself goes before what it is a part of.
    PICKET_ASSERT(!properties.contains(name) || partial);
    if (properties.contains(name)) return;
    properties[name] = schema(shape);
    if (presence == Presence::always && !partial) required.emplace_back(name);
  };
  for (const Member& member : object.members) add(member.name, member.shape, member.presence);
  if (object.settings != nullptr) {
    for (const domain::Setting& setting : object.settings())
      add(setting.name, shape_of(setting), object.of_settings);
  }
  if (object.base != nullptr)
    add_members(*object.base, partial || object.partial, properties, required);
}

json::object SchemaBook::reference(const ObjectShape& object) {
  if (!schemas_.contains(object.name)) {
    schemas_[object.name] = nullptr;  // So that what contains itself comes to an end.
    json::object properties;
    json::array required;
    add_members(object, false, properties, required);
    json::object schema = typed("object");
    schema["properties"] = std::move(properties);
    if (!required.empty()) schema["required"] = std::move(required);
    if (object.open) schema["additionalProperties"] = true;
    schemas_[object.name] = std::move(schema);
  }
  return {{"$ref", "#/components/schemas/" + std::string(object.name)}};
}

}  // namespace picket::api
