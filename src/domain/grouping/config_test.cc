#include "domain/grouping/config.h"

#include <gtest/gtest.h>

namespace picket::domain::grouping {
namespace {

TEST(FindConfig, KnowsBothGenerationsByTheirIds) {
  EXPECT_EQ(find_config("newstyle:2026-01-20"), &kCurrent);
  EXPECT_EQ(find_config("newstyle:2023-01-11"), &kSentry2023);
  for (const char* none : {"", "newstyle:2019-10-29", "mobile:2021-02-12", "newstyle:2026-01-2"}) {
    EXPECT_EQ(find_config(none), nullptr) << none;
  }
}

}  // namespace
}  // namespace picket::domain::grouping
