#include "domain/access/scope.h"

namespace picket::domain::access {
namespace {

/// By the enumeration's number.
constexpr std::array<std::string_view, kScopes> kWords = {
    "alerts:read",  "alerts:write",     "event:admin",   "event:read",   "event:write",
    "member:admin", "member:invite",    "member:read",   "member:write", "org:admin",
    "org:ci",       "org:integrations", "org:read",      "org:write",    "project:admin",
    "project:read", "project:releases", "project:write", "team:admin",   "team:read",
    "team:write"};

constexpr std::array<Scope, kScopes> make_all() noexcept {
  std::array<Scope, kScopes> all{};
  for (std::size_t i = 0; i < kScopes; ++i) all[i] = static_cast<Scope>(i);
  return all;
}
constexpr std::array<Scope, kScopes> kAll = make_all();

}  // namespace

std::string_view to_string(Scope scope) noexcept {
  return kWords[static_cast<std::size_t>(scope)];
}

std::optional<Scope> parse_scope(std::string_view text) noexcept {
  for (const Scope scope : kAll) {
    if (to_string(scope) == text) return scope;
  }
  return std::nullopt;
}

ScopeSet ScopeSet::parse(std::span<const std::string> words) noexcept {
  ScopeSet scopes;
  for (const std::string& word : words) {
    if (const auto scope = parse_scope(word)) scopes.insert(*scope);
  }
  return scopes;
}

const std::array<Scope, kScopes>& all_scopes() noexcept {
  return kAll;
}

std::string to_string(ScopeSet scopes) {
  std::string text;
  for (const Scope scope : kAll) {
    if (!scopes.contains(scope)) continue;
    if (!text.empty()) text += ' ';
    text += to_string(scope);
  }
  return text;
}

}  // namespace picket::domain::access
