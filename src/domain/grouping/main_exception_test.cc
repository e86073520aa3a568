#include "domain/grouping/main_exception.h"

#include <array>

#include <gtest/gtest.h>

namespace picket::domain::grouping {
namespace {

constexpr std::array<std::size_t, 2> kBoth{0, 1};
constexpr std::string_view kHydration =
    "There was an error while hydrating but React was able to recover by instead client rendering "
    "from the nearest Suspense boundary.";
constexpr std::string_view kConcurrent =
    "There was an error during concurrent rendering but React was able to recover by instead "
    "synchronously rendering the entire root.";

std::array<Exception, 2> react() {
  std::array<Exception, 2> exceptions;
  exceptions[0].type = "Error";
  exceptions[0].value = kHydration;
  exceptions[1].mechanism_source = "cause";
  exceptions[1].id = 5;
  return exceptions;
}

std::array<Exception, 2> rxjava() {
  std::array<Exception, 2> exceptions;
  exceptions[0].id = 3;
  exceptions[0].parent = 1;
  exceptions[1].module = "io.reactivex.rxjava3.exceptions";
  exceptions[1].type = "UndeliverableException";
  exceptions[1].mechanism_type = "UncaughtExceptionHandler";
  exceptions[1].id = 1;
  return exceptions;
}

TEST(MainException, OfReactIsTheCause) {
  auto exceptions = react();
  EXPECT_EQ(override_main_exception(exceptions, kBoth), 5);
  exceptions[0].value = kConcurrent;
  EXPECT_EQ(override_main_exception(exceptions, kBoth), 5);
}

TEST(MainException, OfReactNeedsEveryPart) {
  auto exceptions = react();
  exceptions[0].type = "TypeError";
  EXPECT_EQ(override_main_exception(exceptions, kBoth), std::nullopt);
  exceptions = react();
  exceptions[0].value = "There was an error";
  EXPECT_EQ(override_main_exception(exceptions, kBoth), std::nullopt);
  exceptions = react();
  exceptions[1].mechanism_source = "errors[0]";
  EXPECT_EQ(override_main_exception(exceptions, kBoth), std::nullopt);
  exceptions = react();
  exceptions[1].id = 0;  // 0 counts as none.
  EXPECT_EQ(override_main_exception(exceptions, kBoth), std::nullopt);
  exceptions[1].id = std::nullopt;
  EXPECT_EQ(override_main_exception(exceptions, kBoth), std::nullopt);
}

TEST(MainException, OfRxJavaIsTheWrappedOne) {
  auto exceptions = rxjava();
  for (const char* type :
       {"OnErrorNotImplementedException", "CompositeException", "UndeliverableException"}) {
    exceptions[1].type = type;
    EXPECT_EQ(override_main_exception(exceptions, kBoth), 3) << type;
  }
}

TEST(MainException, OfRxJavaNeedsEveryPart) {
  auto exceptions = rxjava();
  exceptions[1].module = "io.reactivex.exceptions";
  EXPECT_EQ(override_main_exception(exceptions, kBoth), std::nullopt);
  exceptions = rxjava();
  exceptions[1].type = "MissingBackpressureException";
  EXPECT_EQ(override_main_exception(exceptions, kBoth), std::nullopt);
  exceptions = rxjava();
  exceptions[1].mechanism_type = "generic";
  EXPECT_EQ(override_main_exception(exceptions, kBoth), std::nullopt);
  exceptions = rxjava();
  exceptions[1].id = std::nullopt;
  EXPECT_EQ(override_main_exception(exceptions, kBoth), std::nullopt);
  exceptions = rxjava();
  exceptions[0].parent = 7;
  EXPECT_EQ(override_main_exception(exceptions, kBoth), std::nullopt);
}

}  // namespace
}  // namespace picket::domain::grouping
