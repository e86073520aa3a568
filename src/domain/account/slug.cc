#include "domain/account/slug.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/ascii.h"
#include "domain/account/ascii_fold.h"

namespace picket::domain::account {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789-_";
/// Of a name; slugs are shorter, and the work must not grow with what somebody sends.
constexpr std::size_t kMaxNameBytes = 1024;

/// First words of our own paths ("/{organization}/..." is a form that old links have), of Sentry's,
/// and what a proxy in front is likely to keep for itself.
constexpr auto kReservedOrganizations = std::to_array<std::string_view>({
    "_admin",
    "_assets",
    "_health",
    "_static",
    "accept",
    "accept-transfer",
    "account",
    "admin",
    "api",
    "assets",
    "auth",
    "avatar",
    "careers",
    "debug",
    "docs",
    "extension",
    "extensions",
    "healthz",
    "help",
    "integration-platform",
    "integrations",
    "invite",
    "join-request",
    "login",
    "logout",
    "manage",
    "metrics",
    "new",
    "oauth",
    "onboarding",
    "organization-avatar",
    "organizations",
    "out",
    "plugins",
    "project-avatar",
    "projects",
    "register",
    "remote",
    "saml",
    "scim",
    "security",
    "sentry-apps",
    "settings",
    "share",
    "signup",
    "sso",
    "static",
    "support",
    "team-avatar",
    "teams",
    "unsubscribe",
    "user-avatar",
    "verify",
    "www",
});

/// Pages that "/settings/{organization}/..." and "/organizations/{organization}/..." have beside
/// projects.
constexpr auto kReservedProjects = std::to_array<std::string_view>({
    "api-keys",           "audit-log",    "auth",        "auth-tokens", "billing",
    "developer-settings", "integrations", "legal",       "members",     "new",
    "payments",           "projects",     "rate-limits", "repos",       "settings",
    "subscription",       "support",      "teams",       "usage",
});

/// "/settings/{organization}/teams/new/" is the form for a new one.
constexpr auto kReservedTeams = std::to_array<std::string_view>({"new"});

static_assert(std::is_sorted(kReservedOrganizations.begin(), kReservedOrganizations.end()));
static_assert(std::is_sorted(kReservedProjects.begin(), kReservedProjects.end()));

bool is_reserved(SlugKind kind, std::string_view slug) noexcept {
  const auto among = [slug](const auto& words) {
    return std::binary_search(words.begin(), words.end(), slug);
  };
  switch (kind) {
    case SlugKind::organization:
      return among(kReservedOrganizations);
    case SlugKind::team:
      return among(kReservedTeams);
    case SlugKind::project:
      return among(kReservedProjects);
  }
  return false;
}

std::string_view word(SlugKind kind) noexcept {
  switch (kind) {
    case SlugKind::organization:
      return "organization";
    case SlugKind::team:
      return "team";
    case SlugKind::project:
      return "project";
  }
  return {};
}

/// Letters, digits and '_', with one dash for whatever is between them; possibly nothing. An
/// apostrophe joins: "Ada's" is one word.
std::string slugify(std::string_view name) {
  std::string slug;
  for (const char c : fold_to_ascii(name.substr(0, kMaxNameBytes))) {
    const char lower = ascii::to_lower(c);
    if (lower == '\'') continue;
    if (lower != '-' && kAllowed.find(lower) != std::string_view::npos) {
      slug += lower;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  return slug;
}

/// At most `size` characters, no separator at either end.
std::string_view cut(std::string_view slug, std::size_t size) noexcept {
  slug = slug.substr(0, size);
  slug.remove_prefix(std::min(slug.size(), slug.find_first_not_of("-_")));
  return slug.substr(0, slug.find_last_not_of("-_") + 1);
}

}  // namespace

std::size_t max_slug_length(SlugKind kind) noexcept {
  switch (kind) {
    case SlugKind::organization:
    case SlugKind::team:
      return 50;
    case SlugKind::project:
      return 100;
  }
  return 0;
}

std::string_view sentence(SlugFlaw flaw) noexcept {
  switch (flaw) {
    case SlugFlaw::empty:
      return "Enter a slug.";
    case SlugFlaw::too_long:
      return "This slug is too long.";
    case SlugFlaw::bad_character:
      return "Use lower-case letters, digits, dashes and underscores only.";
    case SlugFlaw::only_digits:
      return "A slug cannot consist of digits alone: it would be taken for an id.";
    case SlugFlaw::reserved:
      return "This slug is reserved.";
  }
  return {};
}

std::optional<SlugFlaw> find_slug_flaw(SlugKind kind, std::string_view slug) noexcept {
  if (slug.empty()) return SlugFlaw::empty;
  if (slug.size() > max_slug_length(kind)) return SlugFlaw::too_long;
  if (slug.find_first_not_of(kAllowed) != std::string_view::npos) return SlugFlaw::bad_character;
  if (slug.find_first_not_of(kDigits) == std::string_view::npos) return SlugFlaw::only_digits;
  if (is_reserved(kind, slug)) return SlugFlaw::reserved;
  return std::nullopt;
}

std::string suggest_slug(SlugKind kind, std::string_view name, std::uint32_t attempt) {
  const std::string suffix =
      attempt == 0 ? std::string() : fmt::format("-{}", std::uint64_t{attempt} + 1);
  const std::size_t room = max_slug_length(kind) - suffix.size();
  const std::string whole = slugify(name);
  std::string slug(cut(whole, room));
  if (slug.empty()) slug = word(kind);
  if (slug.find_first_not_of(kDigits) == std::string::npos)
    slug = cut(fmt::format("{}-{}", word(kind), slug), room);
  if (is_reserved(kind, slug)) slug = fmt::format("{}-{}", slug, word(kind));
  return slug + suffix;
}

}  // namespace picket::domain::account
