// The HTTP request. Source: shared spec "ingest", section 3.11.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "domain/normalize/convert.h"
#include "domain/normalize/http_message.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/shape.h"
#include "domain/normalize/steps.h"
#include "domain/normalize/url.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

constexpr std::string_view kEllipsisCharacter = "\xE2\x80\xA6";

bool is_method(std::string_view method) noexcept {
  return method.size() >= 3 && method.size() <= 32 &&
         std::all_of(method.begin(), method.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; });
}

void normalize_method(json::object& request, const Path& path, Meta& meta) {
  json::value* const value = request.if_contains("method");
  json::string* const method = value != nullptr ? value->if_string() : nullptr;
  if (method == nullptr) return;
  for (char& c : *method) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (is_method(as_view(*method))) return;
  meta.invalid(Path(path, "method"), "invalid http method");
  meta.original(Path(path, "method"), *value);
  *value = nullptr;
}

bool lacks(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  return value == nullptr || value->is_null();
}

/// By the rules of the web; a text that is no URL of the web is only split. So is one that was cut,
/// whose end may look like something that it is not.
UrlParts parts_of(const std::string& url, bool was_cut) {
  if (auto parts = was_cut ? std::nullopt : parse_url(url)) return *std::move(parts);
  const ascii::Split fragment = ascii::split_once(url, '#');
  const ascii::Split query = ascii::split_once(fragment.head, '?');
  UrlParts split{std::string(query.head), std::string(query.tail), std::string(fragment.tail)};
  // What is left may be a URL now: blanks that were inside are at its end. It is written as one, as
  // the next normalization would.
  if (auto parts = was_cut ? std::nullopt : parse_url(split.base))
    split.base = std::move(parts->base);
  return split;
}

void split_url(json::object& request, const Path& path, Meta& meta) {
  std::string url(protocol::find_string(request, "url"));
  if (url.empty()) return;
  if (url.ends_with(kEllipsisCharacter)) {
    url.replace(url.size() - kEllipsisCharacter.size(), kEllipsisCharacter.size(), "...");
  }
  const UrlParts parts = parts_of(url, meta.has(Path(path, "url")));
  if (!parts.query.empty() && lacks(request, "query_string")) {
    json::value pairs(parts.query, request.storage());
    Shaper shaper(meta, request.storage());
    query_pairs(pairs, Path(path, "query_string"), shaper);
    if (!pairs.is_null()) request["query_string"] = std::move(pairs);
  }
  if (!parts.fragment.empty() && lacks(request, "fragment")) request["fragment"] = parts.fragment;
  if (protocol::find_string(request, "url") != parts.base) request["url"] = parts.base;
}

}  // namespace

StepResult normalize_request(Work& work) {
  json::value* const value = work.event.if_contains("request");
  if (value == nullptr || !value->is_object()) return {};
  json::object& request = value->get_object();
  const Path root;
  const Path path(root, "request");
  normalize_method(request, path, work.meta);
  split_url(request, path, work.meta);
  infer_body(request, Bodies::json_and_forms, path, work.meta);
  take_cookies(request, "cookie", path, work.meta);
  return {};
}

}  // namespace picket::domain::normalize
