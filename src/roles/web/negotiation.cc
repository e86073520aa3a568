#include "roles/web/negotiation.h"

#include <optional>

#include "base/ascii.h"

namespace picket::web {
namespace {

/// Calls `take` with each trimmed element of a comma-separated list.
template <class Take>
void for_each_element(std::string_view list, const Take& take) noexcept {
  while (!list.empty()) {
    const ascii::Split split = ascii::split_once(list, ',');
    take(ascii::trim(split.head));
    list = split.tail;
  }
}

/// "q=0", "q=0.000": not acceptable. Any other weight, malformed ones too, is.
bool is_refused(std::string_view parameters) noexcept {
  const ascii::Split weight = ascii::split_once(ascii::trim(parameters), '=');
  if (!ascii::iequals(ascii::trim(weight.head), "q")) return false;
  const std::string_view value = ascii::trim(weight.tail);
  return !value.empty() && value.find_first_not_of("0.") == std::string_view::npos;
}

/// Whether the client takes the coding; nullopt when it does not name it.
std::optional<bool> accepts(std::string_view accept_encoding, std::string_view coding) noexcept {
  std::optional<bool> named;
  for_each_element(accept_encoding, [&](std::string_view element) {
    const ascii::Split split = ascii::split_once(element, ';');
    if (ascii::iequals(ascii::trim(split.head), coding)) named = !is_refused(split.tail);
  });
  return named;
}

}  // namespace

Coding choose_coding(std::string_view accept_encoding, bool has_brotli, bool has_gzip) noexcept {
  const bool any = accepts(accept_encoding, "*").value_or(false);
  if (has_brotli && accepts(accept_encoding, "br").value_or(any)) return Coding::brotli;
  if (has_gzip && accepts(accept_encoding, "gzip").value_or(any)) return Coding::gzip;
  return Coding::identity;
}

std::string_view to_string(Coding coding) noexcept {
  switch (coding) {
    case Coding::identity:
      return "";
    case Coding::gzip:
      return "gzip";
    case Coding::brotli:
      return "br";
  }
  return "";
}

bool has_etag(std::string_view if_none_match, std::string_view etag) noexcept {
  bool found = false;
  for_each_element(if_none_match, [&](std::string_view element) {
    if (element == "*") found = true;
    if (element.starts_with("W/")) element.remove_prefix(2);
    if (element.size() >= 2 && element.front() == '"' && element.back() == '"') {
      found = found || element.substr(1, element.size() - 2) == etag;
    }
  });
  return found;
}

}  // namespace picket::web
