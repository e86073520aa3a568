// The version inside the name of a release: package@MAJOR.MINOR.PATCH.REVISION-PRERELEASE+BUILD.
// Source: shared spec "issues", section 4, and "ingest", section 3.8; semver.org 2.0.0 for the
// order of prereleases.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace picket::domain::release {

/// Numbers that are left out are 0. Views into the parsed name.
struct Version {
  std::string_view raw;     ///< Behind the package: "1.2.3-rc.1+7".
  std::uint64_t major = 0;  ///< Each at most 2^63-1, which is what a database column holds.
  std::uint64_t minor = 0;
  std::uint64_t patch = 0;
  std::uint64_t revision = 0;
  std::size_t components = 1;   ///< How many numbers are written, 1 to 4.
  std::string_view prerelease;  ///< Without its dash; empty when there is none.
  std::string_view build;       ///< Without its plus.
};

/// A name by its parts. Views into the parsed name.
struct Name {
  std::string_view package;        ///< Empty when the name has none.
  std::string_view rest;           ///< Behind the package; the whole name without one.
  std::optional<Version> version;  ///< When `rest` is one.
  std::string_view build_hash;     ///< When `rest`, or its build, is a hash of some commit.
};

/// Of any text; linear, does not allocate. "@scope" may begin a package, nothing else holds an '@'.
Name parse_name(std::string_view name) noexcept;

/// Of a name that follows semantic versioning: a version with a package.
struct SemanticVersion {
  std::string_view package;
  Version version;
};
std::optional<SemanticVersion> parse_version(std::string_view name) noexcept;

/// nullopt between packages. The build does not matter.
std::optional<std::weak_ordering> compare(const SemanticVersion& a,
                                          const SemanticVersion& b) noexcept;

}  // namespace picket::domain::release
