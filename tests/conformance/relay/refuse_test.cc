// What is not accepted, what the SDK hears, and what is counted.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/testkit/encode.h"
#include "conformance/relay/world.h"

namespace picket::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kOtherKey = "ffffffffffffffffffffffffffffffff";

TEST(RelayAuth, TakesTheKeyFromEveryPlaceThatSdksPutItIn) {
  World world;
  const std::string key(kKey);
  for (const std::string& fields :
       {auth(), "X-Sentry-Auth: sentry sentry_key=" + key + "\r\n",
        "X-Sentry-Auth: Sentry sentry_key=" + key + ":no-cache\r\n",
        "Authorization: Sentry sentry_version=7,sentry_key=" + key + "\r\n",
        std::string("Authorization: Basic "
                    "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY6\r\n")}) {
    EXPECT_EQ(world.post("/api/1/envelope/", event_envelope(), fields).status, 200) << fields;
  }
  EXPECT_EQ(
      world.post("/api/1/envelope/?sentry_version=7&sentry_key=" + key, event_envelope()).status,
      200);
  const std::string dsn = R"({"dsn":"https://)" + key + R"(@errors.example.com/1"})";
  EXPECT_EQ(world.post("/api/1/envelope/", envelope(dsn, {{R"({"type":"event"})", "{}"}})).status,
            200);
  EXPECT_EQ(world.events().size(), 7U);
}

struct Refusal {
  const char* what;
  std::string path;
  std::string fields;
  std::string body;
  int status;
  std::string answer;
};

TEST(RelayAuth, NamesWhatIsWrongWithTheCredentials) {
  World world;
  const std::string key(kKey);
  const std::string path = "/api/1/envelope/";
  const Refusal cases[] = {
      {"none", path, "", event_envelope(), 401,
       R"({"detail":"missing authorization information"})"},
      {"none, and no header line", path, "", "no json\n", 401,
       R"({"detail":"bad envelope authentication header"})"},
      {"none in store", "/api/1/store/", "", "{}", 401,
       R"({"detail":"missing authorization information"})"},
      {"two", path + "?sentry_key=" + key, auth(), event_envelope(), 401,
       R"({"detail":"multiple authorization payloads detected"})"},
      {"no key", path, "X-Sentry-Auth: Sentry sentry_version=7\r\n", event_envelope(), 401,
       R"({"detail":"bad x-sentry-auth header","causes":["missing public key in auth header"]})"},
      {"another scheme", path, "X-Sentry-Auth: Bearer abc\r\n", event_envelope(), 401,
       R"({"detail":"bad x-sentry-auth header","causes":["non sentry auth"]})"},
      {"version", path, "X-Sentry-Auth: Sentry sentry_version=8, sentry_key=" + key + "\r\n",
       event_envelope(), 400, R"~({"detail":"unsupported protocol version (8)"})~"},
      {"key", path, "X-Sentry-Auth: Sentry sentry_key=abc\r\n", event_envelope(), 400,
       R"({"detail":"bad sentry DSN public key"})"},
  };
  for (const Refusal& test : cases) {
    const auto answer = world.post(test.path, test.body, test.fields);
    EXPECT_EQ(answer.status, test.status) << test.what;
    EXPECT_EQ(answer.body, test.answer) << test.what;
    EXPECT_FALSE(answer.headers.has("retry-after")) << test.what;
  }
  EXPECT_EQ(world.server.metric(R"(picket_relay_refused_requests_total{reason="auth"})"), 8);
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(world.outcomes(), IsEmpty()) << "nobody's items";
}

const std::string kNotThisProject =
    R"({"detail":"event submission rejected with_reason: ProjectId"})";

TEST(RelayProject, RefusesKeysThatNobodyHas) {
  World world;
  const auto answer = world.post("/api/1/envelope/", event_envelope(), auth(kOtherKey));
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(answer.body, kNotThisProject);
  EXPECT_EQ(answer.headers.get("x-sentry-error"),
            "event submission rejected with_reason: ProjectId");
  EXPECT_THAT(world.outcomes(), IsEmpty());
}

TEST(RelayProject, RefusesTheKeyOfAnotherProject) {
  World world;
  EXPECT_EQ(world.post("/api/2/envelope/", event_envelope(), auth()).status, 403);
  EXPECT_EQ(world.post("/api/2/store/", "{}", auth()).body, kNotThisProject);
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/project_id error 2"));
}

TEST(RelayProject, RefusesPathsThatNameNoProject) {
  World world;
  for (const char* id : {"abc", "-1", "0", "99999999999999999999"}) {
    const auto answer =
        world.post("/api/" + std::string(id) + "/envelope/", event_envelope(), auth());
    EXPECT_EQ(answer.status, 400) << id;
    EXPECT_EQ(answer.body, R"({"detail":"bad project path parameter"})") << id;
  }
}

TEST(RelayProject, RefusesKeysAndProjectsThatAreSwitchedOff) {
  World world;
  domain::ProjectConfig config;
  config.slug = "old-key";
  config.keys.push_back({KeyId{}, kOtherKey, "Old", false});
  const ProjectId with_old_key = world.add_project(config);
  config.slug = "off";
  config.active = false;
  config.keys = {{KeyId{}, "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee", "Default", true}};
  const ProjectId off = world.add_project(config);
  const auto path = [](ProjectId id) { return "/api/" + std::to_string(id.value) + "/envelope/"; };
  EXPECT_EQ(world.post(path(with_old_key), event_envelope(), auth(kOtherKey)).status, 403);
  EXPECT_EQ(world.post(path(off), event_envelope(), auth(config.keys[0].public_key)).status, 403);
  const auto counts = world.outcome_counts();
  ASSERT_EQ(counts.size(), 2U);
  for (const auto& count : counts) EXPECT_EQ(count.reason, "project_id");
}

TEST(RelayBody, NamesWhatIsWrongWithIt) {
  World world;
  const std::string dsn = R"({"dsn":"https://)" + std::string(kKey) + "@h/";
  const std::string envelopes = "/api/1/envelope/";
  const std::string stores = "/api/1/store/";
  const auto bad = [](const std::string& cause) {
    return R"({"detail":"invalid event envelope","causes":[")" + cause + "\"]}";
  };
  const Refusal cases[] = {
      {"nothing", envelopes, auth(), "", 400, R"({"detail":"empty request body"})"},
      {"only blanks", envelopes, auth(), "\n", 400, bad("missing envelope header")},
      {"no header", envelopes, auth(), "[]\n", 400, bad("invalid envelope header")},
      {"carriage return", envelopes, auth(), "{}\r\n{}", 400,
       bad("missing newline after header or payload")},
      {"no item header", envelopes, auth(), "{}\n7\n", 400, bad("invalid item header")},
      {"item without type", envelopes, auth(), "{}\n{}\n", 400, bad("invalid item header")},
      {"cut short", envelopes, auth(), "{}\n{\"type\":\"event\",\"length\":99}\n{}", 400,
       bad("unexpected end of file")},
      {"other project", envelopes, auth(), dsn + "2\"}\n{\"type\":\"event\"}\n{}", 400,
       bad("project id header mismatch between envelope and request")},
      {"other key", envelopes, auth(),
       "{\"dsn\":\"https://ffffffffffffffffffffffffffffffff@h/1\"}\n{\"type\":\"event\"}\n{}", 400,
       bad("public key header mismatch between envelope and request")},
      {"other origin", envelopes, auth(), "{\"origin\":\"https://a.io\"}\n{\"type\":\"event\"}\n{}",
       400, bad("origin header mismatch between envelope and request")},
      {"empty event", stores, auth(), "", 400, R"({"detail":"empty request body"})"},
      {"no JSON", stores, auth(), "{\"a\":", 400, R"({"detail":"invalid JSON data"})"},
      {"no object", stores, auth(), "!", 400,
       R"({"detail":"invalid JSON data","causes":["neither JSON nor base64"]})"},
      {"no zlib", stores, auth(), "AAAA", 400,
       R"({"detail":"invalid request body","causes":["corrupt zlib stream"]})"},
      {"bad id", stores, auth(), R"({"event_id":"abc"})", 400, R"({"detail":"invalid event id"})"},
      {"id of another type", stores, auth(), R"({"event_id":7})", 400,
       R"({"detail":"invalid event id"})"},
  };
  for (const Refusal& test : cases) {
    const auto answer = world.post(test.path, test.body, test.fields);
    EXPECT_EQ(answer.status, test.status) << test.what;
    EXPECT_EQ(answer.body, test.answer) << test.what;
  }
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(world.outcomes(),
              ElementsAre("invalid/invalid_compression error 1", "invalid/invalid_envelope error 3",
                          "invalid/invalid_envelope unknown 6", "invalid/invalid_json error 4",
                          "invalid/no_data error 1", "invalid/no_data unknown 1"));
}

TEST(RelayBody, RefusesCodingsThatAreUnknownOrCorrupt) {
  World world;
  const auto unknown =
      world.post("/api/1/envelope/", event_envelope(), auth() + "Content-Encoding: lzma\r\n");
  EXPECT_EQ(unknown.status, 415);
  EXPECT_EQ(unknown.body, R"({"detail":"unsupported content encoding"})");
  EXPECT_EQ(unknown.headers.get("access-control-allow-origin"), "*");
  for (const char* coding : {"gzip", "deflate", "br", "zstd"}) {
    const auto corrupt = world.post("/api/1/store/", "\xff\xff\xff\xff\xff",
                                    auth() + "Content-Encoding: " + coding + "\r\n");
    EXPECT_EQ(corrupt.status, 400) << coding;
    EXPECT_EQ(corrupt.body,
              R"({"detail":"invalid request body","causes":["corrupt content encoding"]})")
        << coding;
  }
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/invalid_compression error 4",
                                            "invalid/invalid_compression unknown 1"));
}

TEST(RelayLimits, RefusesTheWholeEnvelopeOfAnOversizedItem) {
  World world;
  const std::string big = R"({"message":")" + std::string(1 << 20, 'x') + "\"}";
  const auto answer = world.post_envelope(
      envelope(R"({"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"})",
               {{R"({"type":"event"})", big}, {R"({"type":"check_in"})", "{}"}}));
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.body, R"({"detail":"envelope exceeded size limits for type 'event' )"
                         R"~((https://develop.sentry.dev/sdk/envelopes/#size-limits)"})~");
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(world.outcomes(),
              ElementsAre("invalid/too_large:event error 1", "invalid/too_large:event monitor 1"));
}

TEST(RelayLimits, BoundsBodiesByWhatTheyDecodeTo) {
  World world;
  const std::string zeros(8 << 20, '0');
  namespace encode = codec::testkit;
  for (const auto& [name, coded] :
       {std::pair{"gzip", encode::gzip(zeros)}, std::pair{"deflate", encode::zlib(zeros)},
        std::pair{"br", encode::brotli(zeros)}, std::pair{"zstd", encode::zstd_stream(zeros)}}) {
    const auto answer =
        world.post("/api/1/store/", coded, auth() + "Content-Encoding: " + name + "\r\n");
    EXPECT_EQ(answer.status, 413) << name;
    EXPECT_EQ(answer.body, R"({"detail":"length limit exceeded"})") << name;
  }
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/too_large:event error 4"));
}

TEST(RelayLimits, BoundsWhatBase64Holds) {
  World world;
  // zlib of 2 MiB of blanks, as base64.
  const std::string zlib = codec::testkit::zlib(std::string(2 << 20, ' '));
  static constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string base64;
  for (std::size_t i = 0; i + 3 <= zlib.size() + 2; i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits = bits << 8U | (i + k < zlib.size() ? static_cast<unsigned char>(zlib[i + k]) : 0U);
    }
    for (const unsigned shift : {18U, 12U, 6U, 0U}) base64 += kDigits[(bits >> shift) & 63U];
  }
  EXPECT_EQ(world.post("/api/1/store/", base64, auth()).status, 413);
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/too_large:event error 1"));
}

TEST(RelayCors, AnswersPreflightsWithoutCredentials) {
  World world(/*start=*/false);
  for (const char* path : {"/api/1/envelope/", "/api/999/store/", "/api/store/"}) {
    const auto answer = world.ask("OPTIONS " + std::string(path) +
                                  " HTTP/1.1\r\nHost: a\r\nOrigin: https://a.io\r\n"
                                  "Access-Control-Request-Method: POST\r\n\r\n");
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_EQ(answer.headers.get("access-control-allow-origin"), "*");
    EXPECT_EQ(answer.headers.get("access-control-allow-methods"), "POST");
    EXPECT_EQ(answer.headers.get("access-control-allow-headers"),
              "x-sentry-auth,x-requested-with,x-forwarded-for,origin,referer,accept,content-type,"
              "authentication,authorization,content-encoding,transfer-encoding");
    EXPECT_EQ(answer.headers.get("access-control-max-age"), "3600");
    EXPECT_EQ(answer.body, "");
  }
}

TEST(RelayCors, LetsPagesReadAnswersAndErrors) {
  World world;
  for (const auto& answer :
       {world.post_envelope(event_envelope()), world.post("/api/1/envelope/", "x"),
        world.post("/api/1/envelope/", "x", "Content-Encoding: lzma\r\n")}) {
    EXPECT_EQ(answer.headers.get("access-control-allow-origin"), "*") << answer.status;
    EXPECT_EQ(answer.headers.get("access-control-expose-headers"),
              "x-sentry-error,x-sentry-rate-limits,retry-after")
        << answer.status;
    EXPECT_EQ(answer.headers.get("cross-origin-resource-policy"), "cross-origin") << answer.status;
  }
}

TEST(RelayCors, RefusesOriginsThatTheProjectDoesNotAllow) {
  World world;
  domain::ProjectConfig config;
  config.slug = "web";
  config.keys.push_back({KeyId{}, kOtherKey, "Default", true});
  config.allowed_domains = {"https://*.example.com"};
  const std::string path = "/api/" + std::to_string(world.add_project(config).value) + "/envelope/";
  const auto status = [&](const std::string& fields) {
    return world.post(path, event_envelope(), auth(kOtherKey) + fields).status;
  };
  EXPECT_EQ(status(""), 200) << "not a browser";
  EXPECT_EQ(status("Origin: null\r\n"), 200);
  EXPECT_EQ(status("Origin: https://shop.example.com\r\n"), 200);
  EXPECT_EQ(status("Referer: https://example.com/cart\r\n"), 200);
  EXPECT_EQ(status("Origin: https://evil.io\r\n"), 403);
  EXPECT_EQ(status("Origin: http://shop.example.com\r\n"), 403);
  const auto answer = world.post(path, event_envelope(),
                                 auth(kOtherKey) + "Referer: https://evil.io/example.com\r\n");
  EXPECT_EQ(answer.body, R"({"detail":"event submission rejected with_reason: Cors"})");
  EXPECT_EQ(world.events().size(), 4U);
  const auto counts = world.outcome_counts();
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].reason, "cors");
  EXPECT_EQ(counts[0].quantity, 3);
}

TEST(RelayHostile, TakesNoHarmFromEnvelopesMadeToHurt) {
  World world;
  std::string many = "{}\n";
  for (int i = 0; i < 2000; ++i) many += "{\"type\":\"event\"}\n{}\n";
  EXPECT_EQ(world.post_envelope(many).status, 400);
  EXPECT_EQ(world.post_envelope(std::string(100'000, '[')).status, 400);
  EXPECT_EQ(world.post_envelope("{\"a\":\"" + std::string(1'000'000, 'x') + "\"}\n").status, 400);
  const std::string nested = std::string(1000, '[') + std::string(1000, ']');
  EXPECT_EQ(world.post_envelope(event_envelope("{\"extra\":" + nested + "}")).status, 200);
  EXPECT_EQ(world.post("/api/1/store/", "{\"extra\":" + nested + "}", auth()).status, 400);
  std::string tags = R"({"tags":{)";
  for (int i = 0; i < 40'000; ++i) {
    tags += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":\"v\"";
  }
  EXPECT_EQ(world.post_envelope(event_envelope(tags + "}}")).status, 200);
  EXPECT_EQ(
      world.post_envelope(event_envelope(std::string("{\"message\":\"\xff\xfe\\ud800\0\"}", 24)))
          .status,
      200);
  EXPECT_EQ(world.post_envelope(event_envelope()).status, 200) << "and goes on";
}

}  // namespace
}  // namespace picket::conformance
