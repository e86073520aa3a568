#include "protocol/credentials.h"

#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

constexpr std::string_view kKey = "e12d836b15bb49d7bbf99e64295d995b";
constexpr std::string_view kHeader =
    "Sentry sentry_key=E12D836B15BB49D7BBF99E64295D995B:no-cache, sentry_client=x/1, "
    "sentry_version=6";
constexpr std::string_view kBasic = "Basic ZTEyZDgzNmIxNWJiNDlkN2JiZjk5ZTY0Mjk1ZDk5NWI6";
constexpr std::string_view kQuery = "a=1&sentry_key=e12d836b15bb49d7bbf99e64295d995b";

TEST(Authenticate, FindsTheKeyInEveryPlace) {
  for (const AuthCandidates& candidates :
       {AuthCandidates{kHeader, {}, {}, {}}, AuthCandidates{{}, kHeader, {}, {}},
        AuthCandidates{{}, kBasic, {}, {}}, AuthCandidates{{}, {}, kQuery, {}},
        AuthCandidates{{}, {}, {}, kKey}}) {
    const auto credentials = authenticate(candidates);
    ASSERT_TRUE(credentials.has_value()) << detail(credentials.error());
    EXPECT_EQ(credentials->public_key, kKey);
  }
  const auto full = authenticate({kHeader, {}, {}, {}});
  EXPECT_EQ(full->client, "x/1");
  EXPECT_EQ(full->version, 6);
}

TEST(Authenticate, IgnoresWhatIsNoSdkAuthentication) {
  const auto credentials =
      authenticate({kHeader, std::string_view("Bearer token"), "project=1", {}});
  ASSERT_TRUE(credentials.has_value());
  EXPECT_EQ(authenticate({{}, std::string_view("Sentry"), {}, {}}).error().error,
            AuthError::missing);
}

TEST(Authenticate, AnswersAsTheSpecSays) {
  using Case = std::tuple<AuthCandidates, int, std::string_view, std::string_view>;
  const Case cases[] = {
      {{}, 401, "missing authorization information", ""},
      {{kHeader, kHeader, {}, {}}, 401, "multiple authorization payloads detected", ""},
      {{kHeader, {}, kQuery, {}}, 401, "multiple authorization payloads detected", ""},
      {{{}, kBasic, {}, kKey}, 401, "multiple authorization payloads detected", ""},
      {{"Bearer x", {}, {}, {}}, 401, "bad x-sentry-auth header", "non sentry auth"},
      {{"", {}, {}, {}}, 401, "bad x-sentry-auth header", "non sentry auth"},
      {{{}, "Basic !!", {}, {}}, 401, "bad x-sentry-auth header", "non sentry auth"},
      {{{}, "Basic Og==", {}, {}},
       401,
       "bad x-sentry-auth header",
       "missing public key in auth header"},
      {{"Sentry sentry_version=7", {}, {}, {}},
       401,
       "bad x-sentry-auth header",
       "missing public key in auth header"},
      {{{}, {}, "sentry_key=k&sentry_version=x", {}},
       401,
       "bad x-sentry-auth header",
       "invalid value for version"},
      {{"Sentry sentry_key=k,sentry_version=8", {}, {}, {}},
       400,
       "unsupported protocol version (8)",
       ""},
      {{"Sentry sentry_key=k", {}, {}, {}}, 400, "bad sentry DSN public key", ""},
      {{{}, {}, {}, "k"}, 400, "bad sentry DSN public key", ""},
  };
  for (const auto& [candidates, status, text, cause] : cases) {
    const auto credentials = authenticate(candidates);
    ASSERT_FALSE(credentials.has_value()) << text;
    EXPECT_EQ(http_status(credentials.error().error), status) << text;
    EXPECT_EQ(detail(credentials.error()), text);
    EXPECT_EQ(credentials.error().cause, cause) << text;
  }
}

TEST(Authenticate, FallsBackToTheEnvelope) {
  const auto dsn = parse_dsn("https://" + std::string(kKey) + "@sentry.io/42");
  const auto credentials = authenticate_by_envelope(*dsn);
  ASSERT_TRUE(credentials.has_value());
  EXPECT_EQ(credentials->public_key, kKey);
  EXPECT_EQ(credentials->version, 7);
  EXPECT_EQ(authenticate_by_envelope(std::nullopt).error().error, AuthError::missing);
  EXPECT_EQ(http_status(AuthError::bad_envelope_header), 401);
  EXPECT_EQ(detail({AuthError::bad_envelope_header, 0, {}}), "bad envelope authentication header");
}

}  // namespace
}  // namespace picket::protocol
