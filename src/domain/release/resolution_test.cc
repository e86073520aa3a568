#include "domain/release/resolution.h"

#include <chrono>
#include <string_view>

#include <gtest/gtest.h>

namespace picket::domain::release {
namespace {

Timestamp day(int n) {
  return Timestamp(std::chrono::days(n));
}

constexpr bool kNumbered = true;
constexpr bool kDated = false;
using enum ResolutionType;

struct Case {
  std::string_view says;
  Resolution resolution;
  std::optional<Placed> event;
  bool numbered;
  bool covered;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& one : cases) {
    EXPECT_EQ(covers(one.resolution, one.event, one.numbered), one.covered) << one.says;
  }
}

const Resolution kIn12{in_release, {"a@1.2.0", day(10), {}}, {}, {}};
const Resolution kAfter12{in_next_release, {"a@1.2.0", day(10), {}}, "a@1.2.0", day(10)};

TEST(Covers, EventsWithoutARelease) {
  check({{"in release", kIn12, {}, kNumbered, true},
         {"in release, dated", kIn12, {}, kDated, true},
         {"in next release", kAfter12, {}, kNumbered, true}});
}

TEST(Covers, ResolvedInAReleaseByVersion) {
  check({{"itself", kIn12, Placed{"a@1.2.0", day(10), {}}, kNumbered, false},
         {"older version, added later", kIn12, Placed{"a@1.1.9", day(20), {}}, kNumbered, true},
         {"newer version, added before", kIn12, Placed{"a@1.10.0", day(1), {}}, kNumbered, false},
         {"its prerelease", kIn12, Placed{"a@1.2.0-rc", day(20), {}}, kNumbered, true},
         {"another build", kIn12, Placed{"a@1.2.0+2", day(1), {}}, kNumbered, false}});
}

TEST(Covers, ResolvedInAReleaseByDateWhereVersionsFail) {
  check(
      {{"not numbered: newer version, added before", kIn12, Placed{"a@1.10.0", day(1), {}}, kDated,
        true},
       {"not numbered: older version, added later", kIn12, Placed{"a@1.1.0", day(20), {}}, kDated,
        false},
       {"same day", kIn12, Placed{"nightly", day(10), {}}, kDated, true},
       {"itself", kIn12, Placed{"a@1.2.0", day(1), {}}, kDated, false},
       {"other package, before", kIn12, Placed{"b@9.0.0", day(9), {}}, kNumbered, true},
       {"other package, later", kIn12, Placed{"b@0.1.0", day(11), {}}, kNumbered, false},
       {"no version, later", kIn12, Placed{"nightly", day(11), {}}, kNumbered, false},
       {"released before, added later", kIn12, Placed{"nightly", day(11), day(9)}, kDated, true},
       {"released later, added before", kIn12, Placed{"nightly", day(9), day(11)}, kDated, false}});
}

TEST(Covers, ResolvedInTheNextReleaseUpToTheCurrentVersion) {
  check(
      {{"the current one", kAfter12, Placed{"a@1.2.0", day(10), {}}, kNumbered, true},
       {"another build of it", kAfter12, Placed{"a@1.2.0+2", day(30), {}}, kNumbered, true},
       {"older version, added later", kAfter12, Placed{"a@1.1.0", day(30), {}}, kNumbered, true},
       {"newer version, added before", kAfter12, Placed{"a@1.2.1", day(1), {}}, kNumbered, false}});
}

TEST(Covers, ResolvedInTheNextReleaseUpToTheDateOfTheCurrentOne) {
  check({{"the current one", kAfter12, Placed{"a@1.2.0", day(99), {}}, kDated, true},
         {"added before", kAfter12, Placed{"a@1.10.0", day(9), {}}, kDated, true},
         {"added the same day", kAfter12, Placed{"a@1.1.0", day(10), {}}, kDated, false},
         {"added later", kAfter12, Placed{"a@1.1.0", day(11), {}}, kDated, false},
         {"announced for before: added counts", kAfter12, Placed{"x", day(11), day(1)}, kDated,
          false},
         {"other package, added before", kAfter12, Placed{"b@9.0", day(9), {}}, kNumbered, true},
         {"other package, added later", kAfter12, Placed{"b@0.1", day(11), {}}, kNumbered, false}});
}

TEST(Covers, StaysWithTheCurrentReleaseAfterTheNextOneCame) {
  const Resolution filled{in_release, {"a@1.3.0", day(20), {}}, "a@1.2.0", day(10)};
  check({{"the next one", filled, Placed{"a@1.3.0", day(20), {}}, kNumbered, false},
         {"the current one", filled, Placed{"a@1.2.0", day(10), {}}, kNumbered, true},
         {"between the two", filled, Placed{"a@1.2.5", day(15), {}}, kNumbered, false},
         {"added between the two", filled, Placed{"x", day(15), {}}, kDated, false}});
}

TEST(Covers, GoesByTypeWhereTheCurrentReleaseIsNotKnown) {
  Resolution next = kAfter12;
  next.current_added.reset();
  const Resolution never_known{in_next_release, {"r", day(10), {}}, {}, {}};
  const Resolution filled{in_release, {"r", day(10), {}}, "gone", {}};
  check({{"version still tells", next, Placed{"a@1.1.0", day(30), {}}, kNumbered, true},
         {"next: same release", next, Placed{"a@1.2.0", day(99), {}}, kDated, true},
         {"next: before", never_known, Placed{"x", day(9), {}}, kDated, true},
         {"next: the same day", never_known, Placed{"x", day(10), {}}, kDated, false},
         {"next: later", never_known, Placed{"x", day(11), {}}, kDated, false},
         {"next: released before", never_known, Placed{"x", day(11), day(9)}, kDated, true},
         {"in release: itself", filled, Placed{"r", day(10), {}}, kDated, false},
         {"in release: before", filled, Placed{"x", day(9), {}}, kDated, true}});
}

}  // namespace
}  // namespace picket::domain::release
