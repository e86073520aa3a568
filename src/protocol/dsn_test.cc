#include "protocol/dsn.h"

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

const std::string kKey = "e12d836b15bb49d7bbf99e64295d995b";

TEST(Dsn, ReadsEveryPart) {
  const auto dsn =
      parse_dsn("HTTPS://E12D836B15BB49D7BBF99E64295D995B:secret@[::1]:9000/errors/eu/42");
  ASSERT_TRUE(dsn.has_value());
  EXPECT_EQ(dsn->scheme, "https");
  EXPECT_EQ(dsn->public_key, kKey);
  EXPECT_EQ(dsn->host, "[::1]");
  EXPECT_EQ(dsn->port, 9000);
  EXPECT_EQ(dsn->path, "errors/eu");
  EXPECT_EQ(dsn->project.value, 42);
}

TEST(Dsn, ComesBackAsItWasWritten) {
  for (const std::string& text :
       {"https://" + kKey + "@sentry.io/42", "http://" + kKey + "@127.0.0.1:9000/1",
        "http://" + kKey + "@[::1]/1", "https://" + kKey + "@a.test:8443/x/y/9007199254740993"}) {
    const auto dsn = parse_dsn(text);
    ASSERT_TRUE(dsn.has_value()) << text;
    EXPECT_EQ(format_dsn(*dsn), text);
  }
}

TEST(Dsn, NamesThePartThatIsWrong) {
  using enum DsnError;
  const std::pair<std::string, DsnError> cases[] = {
      {"", bad_scheme},
      {kKey + "@sentry.io/42", bad_scheme},
      {"ftp://" + kKey + "@sentry.io/42", bad_scheme},
      {"https://sentry.io/42", bad_public_key},
      {"https://@sentry.io/42", bad_public_key},
      {"https://e12d@sentry.io/42", bad_public_key},
      {"https://g12d836b15bb49d7bbf99e64295d995b@sentry.io/42", bad_public_key},
      {"https://" + kKey + "@/42", bad_host},
      {"https://" + kKey + "@a@b/42", bad_host},
      {"https://" + kKey + "@a b/42", bad_host},
      {"https://" + kKey + "@a?b/42", bad_host},
      {"https://" + kKey + "@a:/42", bad_port},
      {"https://" + kKey + "@a:0/42", bad_port},
      {"https://" + kKey + "@a:65536/42", bad_port},
      {"https://" + kKey + "@a", bad_project},
      {"https://" + kKey + "@a/", bad_project},
      {"https://" + kKey + "@a/x", bad_project},
      {"https://" + kKey + "@a/0", bad_project},
      {"https://" + kKey + "@a/-1", bad_project},
      {"https://" + kKey + "@a/9223372036854775808", bad_project},
  };
  for (const auto& [text, want] : cases) {
    const auto dsn = parse_dsn(text);
    ASSERT_FALSE(dsn.has_value()) << text;
    EXPECT_EQ(dsn.error(), want) << text;
  }
}

TEST(PublicKey, IsLowerCasedAndLosesItsFlag) {
  EXPECT_EQ(parse_public_key("E12D836B15BB49D7BBF99E64295D995B:no-cache"), kKey);
  EXPECT_EQ(parse_public_key(kKey), kKey);
  for (std::string_view text : {"", ":no-cache", "e12d836b15bb49d7bbf99e64295d995", "k"}) {
    EXPECT_FALSE(parse_public_key(text)) << text;
  }
  EXPECT_FALSE(parse_public_key(kKey + "0"));
}

}  // namespace
}  // namespace picket::protocol
