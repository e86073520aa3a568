// Lists of names and values: headers, query strings, cookies.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/utf8.h"
#include "domain/normalize/convert.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/shape.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

void push_pair(json::array& pairs, std::string_view name, std::string_view value) {
  pairs.push_back(json::array({name, value}, pairs.storage()));
}

/// Decoded text from a URL may be any bytes.
std::string decode(std::string_view text, bool plus_is_space) {
  return to_valid_utf8(percent_decode(text, plus_is_space));
}

/// First letter and each after a hyphen in upper case, the others as they are.
void capitalize(json::string& name) {
  bool up = true;
  for (char& c : name) {
    if (up && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    up = c == '-';
  }
}

/// The texts of an array, joined by commas.
std::string joined(const json::array& list) {
  std::string out;
  for (const json::value& element : list) {
    const auto text = element.is_string() ? std::string(as_view(element.get_string()))
                                          : lenient_text(element).value_or("");
    if (!out.empty()) out += ',';
    out += text;
  }
  return out;
}

template <class Each>
void for_each_pair(json::array& pairs, const Path& path, const Each& each) {
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (json::array* pair = pairs[i].if_array()) each(*pair, Path(path, i));
  }
}

void null_if_empty(json::value& value) {
  if (value.is_array() && value.get_array().empty()) value = nullptr;
}

}  // namespace

bool make_pairs(json::value& value, const Path& path, Shaper& shaper, std::string_view reason) {
  if (json::object* object = value.if_object()) {
    std::vector<json::key_value_pair*> sorted;
    sorted.reserve(object->size());
    for (json::key_value_pair& member : *object) sorted.push_back(&member);
    std::sort(sorted.begin(), sorted.end(),
              [](const auto* a, const auto* b) { return a->key() < b->key(); });
    json::array pairs(shaper.storage());
    pairs.reserve(sorted.size());
    // All at once, as a key may be a number, too.
    json::object known = shaper.meta().extract(path);
    if (json::value* own = known.if_contains("")) {
      shaper.meta().put(path, json::object({{"", std::move(*own)}}, shaper.storage()));
    }
    for (json::key_value_pair* member : sorted) {
      const Path pair(path, pairs.size());
      json::value* const inside =
          member->key().empty() ? nullptr : known.if_contains(member->key());
      if (inside != nullptr) shaper.meta().put(Path(pair, 1), std::move(inside->get_object()));
      pairs.push_back(json::array({member->key(), std::move(member->value())}, shaper.storage()));
    }
    value = std::move(pairs);
    return true;
  }
  json::array* const list = value.if_array();
  if (list == nullptr) {
    shaper.reject(value, path, reason);
    return false;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    json::value& element = (*list)[i];
    if (element.is_null() || (element.is_array() && element.get_array().size() == 2)) continue;
    shaper.reject(element, Path(path, i), "expected a tuple");
  }
  return true;
}

void query_pairs(json::value& value, const Path& path, Shaper& shaper) {
  if (const json::string* text = value.if_string()) {
    std::string_view rest = as_view(*text);
    if (rest.starts_with('?')) rest.remove_prefix(1);
    json::array pairs(shaper.storage());
    while (!rest.empty()) {
      const ascii::Split piece = ascii::split_once(rest, '&');
      rest = piece.tail;
      if (piece.head.empty()) continue;
      const ascii::Split pair = ascii::split_once(piece.head, '=');
      push_pair(pairs, decode(pair.head, true), decode(pair.tail, true));
    }
    value = std::move(pairs);
  } else if (make_pairs(value, path, shaper, "expected a query string or map")) {
    for_each_pair(value.get_array(), path, [&shaper](json::array& pair, const Path& at) {
      shaper.value(pair[0], field("", Kind::lenient_string), Path(at, 0));
      shaper.value(pair[1], field("", Kind::json_string), Path(at, 1));
    });
  }
  null_if_empty(value);
}

void cookie_pairs(json::value& value, const Path& path, Shaper& shaper) {
  if (const json::string* text = value.if_string()) {
    json::array pairs(shaper.storage());
    bool unreadable = false;
    for (std::string_view rest = as_view(*text); !rest.empty();) {
      const ascii::Split piece = ascii::split_once(rest, ';');
      rest = piece.tail;
      const std::string_view cookie = trim_space(piece.head);
      if (cookie.empty()) continue;
      const ascii::Split pair = ascii::split_once(cookie, '=');
      if (pair.found && !pair.head.empty()) {
        push_pair(pairs, decode(pair.head, false), decode(pair.tail, false));
      } else {
        unreadable = true;
      }
    }
    if (unreadable) {
      shaper.meta().invalid(path, "the cookie is missing a name/value pair");
      shaper.meta().original(path, value);
    }
    value = std::move(pairs);
  } else if (make_pairs(value, path, shaper, "expected cookies")) {
    for_each_pair(value.get_array(), path, [&shaper](json::array& pair, const Path& at) {
      shaper.value(pair[0], field("", Kind::string), Path(at, 0));
      shaper.value(pair[1], field("", Kind::string), Path(at, 1));
    });
  }
  null_if_empty(value);
}

void header_pairs(json::value& value, const Path& path, Shaper& shaper) {
  const bool was_object = value.is_object();
  if (!make_pairs(value, path, shaper, "expected an array")) return;
  json::array& pairs = value.get_array();
  for_each_pair(pairs, path, [&shaper](json::array& pair, const Path& at) {
    shaper.value(pair[0], field("", Kind::lenient_string), Path(at, 0));
    if (json::string* name = pair[0].if_string()) capitalize(*name);
    if (const json::array* list = pair[1].if_array()) {
      shaper.meta().forget_inside(Path(at, 1));
      const std::string text = joined(*list);
      shaper.set_text(pair[1], text);
    }
    shaper.value(pair[1], field("", Kind::lenient_string), Path(at, 1));
  });
  // Capitals changed the order; with meta about them the positions have to stay.
  if (was_object && !shaper.meta().has_any(path)) {
    std::stable_sort(pairs.begin(), pairs.end(), [](const json::value& a, const json::value& b) {
      return as_view(a.get_array()[0].get_string()) < as_view(b.get_array()[0].get_string());
    });
  }
  null_if_empty(value);
}

}  // namespace picket::domain::normalize
