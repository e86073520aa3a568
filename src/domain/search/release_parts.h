// Filters on a part of a release's name, such as release.version:>1.2: which releases they mean. A
// store compares whole names, so the caller asks for the names there are.
// Source: shared spec "search", section 6, and "issues", section 4.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/search/ast.h"
#include "domain/search/error.h"

namespace picket::domain::search {

/// release.version, release.build or release.package. (Nothing here knows release.stage.)
bool asks_for_release_part(const Filter& filter) noexcept;

/// Of one such filter. Releases that are not package@version have no parts and pass no test.
class ReleasePartTest {
 public:
  /// An error names what is no version.
  static Result<ReleasePartTest, SearchError> of(const Filter& filter);

  /// Without the filter's sign.
  bool passes(std::string_view release) const;

  /// The filter as one on `release`: one of those that pass, or none of them. An empty OR holds for
  /// no event, an empty AND for each.
  Expression on_releases(const std::vector<std::string>& passing) const;

 private:
  enum class Part { version, build, package };
  struct Bound {
    std::string text;  ///< A package and a version, or a version alone.
    bool has_package = false;
  };

  ReleasePartTest() = default;
  bool version_passes(std::string_view package, std::string_view release) const;
  bool build_passes(std::string_view build) const;

  Part part_ = Part::version;
  Operator op_ = Operator::in;  ///< `in` or a bound's.
  bool negated_ = false;
  bool any_value_ = false;
  std::vector<TextPattern> patterns_;
  std::vector<Bound> versions_;  ///< Of those without a star, by version.
  Span at_;
};

}  // namespace picket::domain::search
