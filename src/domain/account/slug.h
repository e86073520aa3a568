// Slugs: the names of organizations, teams and projects in URLs.
// Source: shared spec "api", section 1.1. Reserved are the words that Sentry's URLs, and so ours,
// have in the place of a slug.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace picket::domain::account {

enum class SlugKind : std::uint8_t { organization, team, project };

/// 50, 50 and 100 characters.
std::size_t max_slug_length(SlugKind kind) noexcept;

enum class SlugFlaw : std::uint8_t {
  empty,
  too_long,
  bad_character,  ///< Other than lower-case letters, digits, '-' and '_'.
  only_digits,    ///< Would be read as an id.
  reserved,       ///< The URL would mean something else.
};
/// For whoever typed it.
std::string_view sentence(SlugFlaw flaw) noexcept;

/// nullopt for a good one. Whether it is taken is the store's to say.
std::optional<SlugFlaw> find_slug_flaw(SlugKind kind, std::string_view slug) noexcept;

/// A good slug for something of that name. Attempt 0 is the name itself in lower-case ASCII with
/// dashes, the next ones "name-2", "name-3" and so on: the caller tries them in turn until the
/// store does not know one. Where the name leaves nothing or only digits, the kind's own word helps
/// out.
std::string suggest_slug(SlugKind kind, std::string_view name, std::uint32_t attempt);

}  // namespace picket::domain::account
