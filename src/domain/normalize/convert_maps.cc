// Objects whose keys are names from outside and whose members all have one form.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "domain/normalize/convert.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/schemas.h"
#include "domain/normalize/shape.h"
#include "domain/normalize/trim.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// Every member by one field; those that are nothing go.
void shape_members(json::value& value, const Field& member, const Path& path, Shaper& shaper) {
  json::object* const object = value.if_object();
  if (object == nullptr) return;  // The field's kind says so.
  for (auto it = object->begin(); it != object->end();) {
    const Path at(path, it->key());
    shaper.value(it->value(), member, at);
    const bool nothing = it->value().is_null() && !shaper.meta().has(at);
    it = nothing ? object->erase(it) : it + 1;
  }
}

void drop_unknown(json::object& object, const Schema& schema, const Path& path, Meta& meta) {
  for (auto it = object.begin(); it != object.end();) {
    if (schema.find(it->key()) != nullptr) {
      ++it;
      continue;
    }
    meta.forget(Path(path, it->key()));
    it = object.erase(it);
  }
}

bool is_measurement_name(std::string_view name) noexcept {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !name.empty() && letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.';
         });
}

/// Bytes of a wrong name that its error shows.
constexpr std::size_t kMaxShownName = 200;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), ascii::to_lower);
  return out;
}

/// Whole numbers are numbers with a fraction here, so that "1" and "1.0" are one.
void measurement(json::value& value, const Path& path, Shaper& shaper) {
  json::object* const object = value.if_object();
  if (object == nullptr) {
    if (!value.is_null()) shaper.reject(value, path, "expected measurement");
    return;
  }
  drop_unknown(*object, kMeasurementSchema, path, shaper.meta());
  const bool had_value = object->contains("value");
  shaper.object(*object, kMeasurementSchema, path);
  if (had_value && !object->contains("value")) object->emplace("value", nullptr);
  json::value* const number = object->if_contains("value");
  if (number != nullptr && number->is_number()) *number = number->to_number<double>();
}

/// What is wrong with the name; empty when nothing is.
std::string flaw_of_name(std::string_view name) {
  if (is_measurement_name(name)) return {};
  const std::string shown =
      "measurement name '" + std::string(utf8_cut(name, kMaxShownName)) + "' ";
  return shown + (name.empty() ? "cannot be empty" : "can contain only characters a-z0-9._");
}

}  // namespace

void text_members(json::value& value, const Path& path, Shaper& shaper) {
  shape_members(value, field("", Kind::json_string), path, shaper);
}

void plain_members(json::value& value, const Path& path, Shaper& shaper) {
  shape_members(value, field("", Kind::string), path, shaper);
}

void lock_type(json::value& value, const Path& path, Shaper& shaper) {
  const std::int64_t* const number = value.if_int64();
  if (number != nullptr && (*number == 1 || *number == 2 || *number == 4 || *number == 8)) return;
  shaper.reject(value, path, "expected a lock reason type");
}

void register_map(json::value& value, const Path& path, Shaper& shaper) {
  shape_members(value, field("", Kind::address), path, shaper);
}

void lock_map(json::value& value, const Path& path, Shaper& shaper) {
  shape_members(value, nested("", kLockSchema), path, shaper);
  if (!value.is_object()) return;
  for (json::key_value_pair& member : value.get_object()) {
    if (json::object* lock = member.value().if_object()) {
      drop_unknown(*lock, kLockSchema, Path(path, member.key()), shaper.meta());
    }
  }
}

void measurement_map(json::value& value, const Path& path, Shaper& shaper) {
  json::object* const object = value.if_object();
  if (object == nullptr) return shaper.reject(value, path, "expected an object");
  json::object kept(shaper.storage());
  for (json::key_value_pair& member : *object) {
    const Path at(path, member.key());
    const std::string_view sent = trim_space(member.key());
    if (const std::string flaw = flaw_of_name(sent); !flaw.empty()) {
      shaper.meta().forget(at);
      shaper.meta().invalid(path, flaw);
      continue;
    }
    const std::string name = lower(sent);
    const Path to(path, name);
    if (name != member.key()) {
      if (kept.contains(name) || object->contains(name)) {
        shaper.meta().forget(at);
        continue;
      }
      shaper.meta().move(at, to);
    }
    measurement(member.value(), to, shaper);
    if (!member.value().is_null() || shaper.meta().has(to)) {
      kept.emplace(name, std::move(member.value()));
    } else {
      shaper.meta().forget(to);
    }
  }
  if (kept.empty() && !shaper.meta().has(path)) {
    shaper.meta().forget(path);
    value = nullptr;
  } else {
    *object = std::move(kept);
  }
}

void breakdown_maps(json::value& value, const Path& path, Shaper& shaper) {
  json::object* const object = value.if_object();
  if (object == nullptr) return shaper.reject(value, path, "expected an object");
  for (auto it = object->begin(); it != object->end();) {
    const Path at(path, it->key());
    if (!it->value().is_null()) measurement_map(it->value(), at, shaper);
    const bool nothing = it->value().is_null() && !shaper.meta().has(at);
    it = nothing ? object->erase(it) : it + 1;
  }
  if (object->empty() && !shaper.meta().has(path)) value = nullptr;
}

void debug_images(json::value& value, const Path& path, Shaper& shaper) {
  json::array* const images = value.if_array();
  if (images == nullptr) return shaper.reject(value, path, "expected an array");
  for (std::size_t i = 0; i < images->size(); ++i) {
    json::value& image = (*images)[i];
    const Path at(path, i);
    if (json::object* object = image.if_object()) {
      const Schema* const schema = image_schema(protocol::find_string(*object, "type"));
      if (schema != nullptr) shaper.object(*object, *schema, at);
    } else if (!image.is_null()) {
      shaper.reject(image, at, "expected a debug image");
    }
  }
  if (images->empty() && !shaper.meta().has(path)) value = nullptr;
}

}  // namespace picket::domain::normalize
