#include "roles/api/discover_query.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

TEST(Unanswered, TellsWhoAskedTooMuch) {
  for (const std::string_view code :
       {"event_query_timeout", "event_store_out_of_memory", "bad_event_table"}) {
    const Problem problem = unanswered({ErrorKind::unavailable, code, "detail"});
    EXPECT_EQ(problem.status, 400) << code;
    EXPECT_NE(problem.detail.find("smaller date range"), std::string::npos) << code;
  }
  EXPECT_EQ(unanswered({ErrorKind::unavailable, "event_store_busy", ""}).status, 503);
  EXPECT_EQ(unanswered({ErrorKind::timeout, "event_query_cancelled", ""}).status, 503);
  EXPECT_EQ(unanswered({ErrorKind::internal, "event_store_query", ""}).status, 500);
}

}  // namespace
}  // namespace picket::api
