#include "domain/normalize/trim.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "domain/normalize/budget.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/schemas.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

constexpr std::string_view kEllipsis = "...";

/// `extra` as a whole. Its values have one level less than the whole.
constexpr std::size_t kExtraBytes = 262'144;
constexpr std::size_t kSpanBytes = 819'200;
constexpr BudgetLimit kExtraValue{6, 16'384};
constexpr BudgetLimit kUntypedContext{7, 8'192};

void trim_list(json::value& list, const Schema& schema, const Path& path, Meta& meta) {
  json::array* const array = list.if_array();
  if (array == nullptr) return;
  for (std::size_t i = 0; i < array->size(); ++i) {
    if (json::object* element = (*array)[i].if_object()) {
      trim_object(*element, schema, Path(path, i), meta);
    }
  }
}

void trim_value(json::value& value, const Field& field, const Path& path, Meta& meta) {
  if (field.depth != 0) {
    const BudgetLimit limit{field.depth, field.bytes, field.is(Field::kPairs)};
    if (!value.is_null()) fit_budget(value, limit, path, meta);
  } else if (field.schema != nullptr) {
    if (json::array* array = value.if_array(); array != nullptr) {
      trim_list(value, *field.schema, path, meta);
    } else if (json::object* object = value.if_object()) {
      if (field.kind != Kind::values) return trim_object(*object, *field.schema, path, meta);
      if (json::value* inner = object->if_contains("values")) {
        trim_list(*inner, *field.schema, Path(path, "values"), meta);
      }
    }
  } else if (json::string* text = value.if_string()) {
    trim_text(*text, field.chars, field.allowance, path, meta);
  }
}

/// Nothing but keys that the schema does not have was in it.
bool is_empty_object(const json::value& value, const Field& field) noexcept {
  return field.kind == Kind::object && value.is_object() && value.get_object().empty();
}

/// True when the member stays.
bool keep_unknown(json::value& value, Unknown policy, const Path& path, Meta& meta) {
  switch (policy) {
    case Unknown::keep:
      return true;
    case Unknown::drop:
      meta.forget(path);
      return false;
    case Unknown::report:
      if (!value.is_null()) {
        meta.forget_inside(path);
        meta.error(path, ErrorKind::invalid_attribute);
        value = nullptr;
      }
      return meta.has(path);
  }
  return true;
}

void trim_context(json::value& value, const Path& path, Meta& meta) {
  json::object* const context = value.if_object();
  if (context == nullptr) return;
  const Schema* const schema = context_schema(protocol::find_string(*context, "type"));
  if (schema == nullptr) {
    fit_budget(value, kUntypedContext, path, meta);
  } else {
    trim_object(*context, *schema, path, meta);
  }
}

void trim_extra(json::object& extra, const Path& path, Meta& meta) {
  std::size_t used = 0;
  for (json::key_value_pair& member : extra) {
    used += fit_budget(member.value(), kExtraValue, Path(path, member.key()), meta);
  }
  if (used <= kExtraBytes) return;
  std::vector<std::string> keys;
  keys.reserve(extra.size());
  for (const json::key_value_pair& member : extra) keys.emplace_back(member.key());
  std::sort(keys.begin(), keys.end());
  std::size_t left = kExtraBytes;
  for (const std::string& key : keys) {
    const Path at(path, key);
    if (left == 0) {
      meta.forget(at);
      extra.erase(key);
      continue;
    }
    const BudgetLimit limit{kExtraValue.depth, std::min(kExtraValue.bytes, left)};
    left -= std::min(left, fit_budget(*extra.if_contains(key), limit, at, meta));
  }
  if (extra.size() < keys.size()) meta.original_length(path, keys.size());
}

/// A span is kept whole or not at all.
void trim_spans(json::array& spans, const Path& path, Meta& meta) {
  std::size_t used = 0;
  std::size_t kept = 0;
  while (kept < spans.size() && used < kSpanBytes) used += budget_cost(spans[kept++]);
  if (kept == spans.size()) return;
  for (std::size_t i = kept; i < spans.size() && !meta.empty(); ++i) meta.forget(Path(path, i));
  meta.original_length(path, spans.size());
  spans.resize(kept);
}

}  // namespace

void trim_text(json::string& text, std::size_t chars, std::size_t allowance, const Path& path,
               Meta& meta) {
  const std::size_t most = chars + allowance;
  if (text.size() <= most) return;
  const std::size_t length = utf8_length(as_view(text));
  if (length <= most) return;
  const std::size_t kept_chars = chars > kEllipsis.size() ? chars - kEllipsis.size() : 0;
  const std::size_t kept = utf8_prefix(as_view(text), kept_chars).size();
  if (kept == 0 && as_view(text) == kEllipsis) return;
  text.resize(kept);
  text.append(kEllipsis);
  meta.cut_text(path, length, kept);
}

void trim_object(json::object& object, const Schema& schema, const Path& path, Meta& meta) {
  for (auto it = object.begin(); it != object.end();) {
    const Field* const field = schema.find(it->key());
    const Path at(path, it->key());
    if (field == nullptr) {
      it = keep_unknown(it->value(), schema.unknown, at, meta) ? it + 1 : object.erase(it);
      continue;
    }
    if (field->trims()) trim_value(it->value(), *field, at, meta);
    it = is_empty_object(it->value(), *field) && !meta.has(at) ? object.erase(it) : it + 1;
  }
}

void trim_children(json::object& event, Meta& meta) {
  const Path root;
  if (json::value* extra = event.if_contains("extra"); extra != nullptr && extra->is_object()) {
    trim_extra(extra->get_object(), Path(root, "extra"), meta);
  }
  if (json::value* spans = event.if_contains("spans"); spans != nullptr && spans->is_array()) {
    trim_spans(spans->get_array(), Path(root, "spans"), meta);
  }
  json::value* const contexts = event.if_contains("contexts");
  if (contexts == nullptr || !contexts->is_object()) return;
  const Path path(root, "contexts");
  for (json::key_value_pair& member : contexts->get_object()) {
    trim_context(member.value(), Path(path, member.key()), meta);
  }
}

}  // namespace picket::domain::normalize
