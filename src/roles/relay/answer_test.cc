#include "roles/relay/answer.h"

#include <gtest/gtest.h>

namespace picket::relay {
namespace {

TEST(Rejected, NamesDetailAndCause) {
  EXPECT_EQ(rejected({Refused::body, 400, "a \"b\"", {}, {}}).body, R"({"detail":"a \"b\""})");
  const auto response = rejected({Refused::body, 400, "detail", "why", "reason"});
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body, R"({"detail":"detail","causes":["why"]})");
  EXPECT_EQ(response.headers.get("x-sentry-error"), "detail");
  EXPECT_FALSE(response.headers.has("retry-after"));
}

TEST(Rejected, TellsWhenToComeAgain) {
  const auto response = rejected(unavailable("why"));
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.body, R"({"detail":"failed to queue envelope","causes":["why"]})");
  EXPECT_EQ(response.headers.get("retry-after"), "5");
}

TEST(Rejected, BlamesItselfForItsOwnMistakes) {
  const auto response = rejected(internal_error());
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body, R"({"detail":"internal server error"})");
}

TEST(RejectionOf, KnowsEveryRefusalOfTheEdge) {
  using net::Refusal;
  struct Case {
    Refusal refusal;
    Endpoint endpoint;
    int status;
    const char* reason;
  };
  const Case cases[] = {
      {Refusal::too_large, Endpoint::envelope, 413, "too_large"},
      {Refusal::too_large, Endpoint::store, 413, "too_large:event"},
      {Refusal::unsupported_encoding, Endpoint::envelope, 415, "invalid_compression"},
      {Refusal::corrupt_encoding, Endpoint::store, 400, "invalid_compression"},
      {Refusal::overloaded, Endpoint::envelope, 503, "unavailable"},
  };
  for (const Case& test : cases) {
    const Rejection rejection = rejection_of(test.refusal, test.endpoint);
    EXPECT_EQ(rejection.status, test.status);
    EXPECT_EQ(rejection.reason, test.reason);
  }
}

}  // namespace
}  // namespace picket::relay
