// Whole events: what is looked at, what is said about it, and that once is enough.
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "domain/normalize/normalize.h"
#include "domain/scrub/testing.h"

namespace picket::domain::scrub {
namespace {

namespace json = boost::json;

TEST(ScrubEvent, SaysWhatItDid) {
  EXPECT_EQ(
      scrubbed({}, R"({"extra":{"a":"x 4111111111111111!","secret":[1,{"b":"c"}]},"_meta":{"extra":
                             {"secret":{"1":{"b":{"":{"len":9}}}}}}})"),
      R"({"extra":{"a":"x [Filtered]!","secret":null},"_meta":{"extra":{"secret":{"":{"rem":)"
      R"([["@password:filter","x"]]}},"a":{"":{"rem":[["@creditcard:filter","s",2,12]],"len":19}}}}})");
}

TEST(ScrubEvent, KeepsTheFirstLengthAndRemarksBefore) {
  EXPECT_EQ(
      scrubbed({}, R"({"extra":{"a":"4111111111111111 aaa..."},"_meta":{"extra":{"a":{"":{"rem":
                             [["!limit","s",20,23]],"len":100}}}}})"),
      R"({"extra":{"a":"[Filtered] aaa..."},"_meta":{"extra":{"a":{"":{"rem":)"
      R"([["@creditcard:filter","s",0,10],["!limit","s",14,17]],"len":100}}}}})");
}

TEST(ScrubEvent, KeysWhoseEndIsCutOff) {
  EXPECT_EQ(
      scrubbed(
          {}, R"({"extra":{"a":"-----BEGIN RSA PRIVATE KEY-----\nabc..."},"_meta":{"extra":{"a":{"":
                             {"rem":[["!limit","s",35,38]],"len":900}}}}})"),
      R"({"extra":{"a":"-----BEGIN RSA PRIVATE KEY-----\n[Filtered]..."},"_meta":{"extra":{"a":{"":)"
      R"({"rem":[["@pemkey:filter","s",32,42],["!limit","s",42,45]],"len":900}}}}})");
}

TEST(ScrubEvent, LooksOnlyWhereSomethingPersonalMayBe) {
  const std::string_view rules = R"({"applications":{"**":["@email"]}})";
  const std::string event =
      R"({"release":"a@bc.de","transaction":"a@bc.de","culprit":"a@bc.de","tags":[["t","a@bc.de"]],)"
      R"("request":{"url":"a@bc.de","method":"a@bc.de"},"contexts":{"device":{"name":"a@bc.de"}},)"
      R"("exception":{"values":[{"type":"a@bc.de","stacktrace":{"frames":[{"function":"a@bc.de"}]}}]},)"
      R"("logentry":{"message":"a@bc.de"}})";
  EXPECT_EQ(scrubbed_by(rules, event), event);
}

TEST(ScrubEvent, LooksAtSeldomPersonalValuesWhenMeant) {
  const std::string_view event =
      R"({"culprit":"a@bc.de","tags":[["mail","a@bc.de"],["b","a@bc.de"]],"request":{"url":"a@bc.de"},)"
      R"("contexts":{"device":{"name":"a@bc.de","other":{"n":"a@bc.de"}}}})";
  json::object document = parsed_object(event);
  scrub_document(document, CompiledRules(read_pii_config(
                               R"({"applications":{"tags.mail":["@email"],"$http.url":["@email"],
                                   "device.name":["@email"],"other.n":["@email"]}})")));
  document.erase("_meta");
  EXPECT_EQ(
      written(document),
      R"({"culprit":"a@bc.de","tags":[["mail","[email]"],["b","a@bc.de"]],"request":{"url":"[email]"},)"
      R"("contexts":{"device":{"name":"[email]","other":{"n":"[email]"}}}})");
}

TEST(ScrubEvent, EveryPlaceThatIsPersonal) {
  const std::string_view text = R"("4111111111111111")";
  for (const char* place :
       {R"({"server_name":%})",
        R"({"extra":{"a":[%]}})",
        R"({"unknown":{"a":%}})",
        R"({"user":{"id":%}})",
        R"({"user":{"geo":{"city":%}}})",
        R"({"user":{"data":{"a":%}}})",
        R"({"request":{"data":%}})",
        R"({"request":{"data":{"a":%}}})",
        R"({"request":{"query_string":[["a",%]]}})",
        R"({"request":{"fragment":%}})",
        R"({"request":{"cookies":[["a",%]]}})",
        R"({"request":{"headers":[["A",%]]}})",
        R"({"request":{"env":{"a":%}}})",
        R"({"logentry":{"params":[%]}})",
        R"({"logentry":{"formatted":%}})",
        R"({"exception":{"values":[{"mechanism":{"description":%}}]}})",
        R"({"exception":{"values":[{"mechanism":{"data":{"a":%}}}]}})",
        R"({"exception":{"values":[{"stacktrace":{"frames":[{"vars":{"a":%}}]}}]}})",
        R"({"threads":{"values":[{"raw_stacktrace":{"frames":[{"vars":{"a":%}}]}}]}})",
        R"({"stacktrace":{"frames":[{"vars":{"a":%}}]}})",
        R"({"breadcrumbs":{"values":[{"message":%}]}})",
        R"({"breadcrumbs":{"values":[{"data":{"a":%}}]}})",
        R"({"template":{"filename":%}})",
        R"({"csp":{"blocked_uri":%}})",
        R"({"hpkp":{"a":%}})",
        R"({"sdk":{"client_ip":%}})",
        R"({"contexts":{"mine":{"a":%}}})",
        R"({"contexts":{"response":{"data":{"a":%}}}})",
        R"({"contexts":{"device":{"device_unique_identifier":%}}})",
        R"({"spans":[{"data":{"a":%}}]})",
        R"({"errors":[{"name":"user.geo","value":{"a":%}}]})"}) {
    std::string event(place);
    event.replace(event.find('%'), 1, text);
    const std::string after = scrubbed({}, event);
    EXPECT_EQ(after.find("4111111111111111"), std::string::npos) << after;
    EXPECT_NE(after.find("_meta"), std::string::npos) << after;
  }
}

TEST(ScrubEvent, PairsHaveTheirNamesAsKeys) {
  EXPECT_EQ(
      scrubbed(
          {},
          R"({"extra":{"a":[["password","1"],["b","2"]],"c":[["password",1,2]],"d":["secret","x"]}})"),
      R"({"extra":{"a":[["password","[Filtered]"],["b","2"]],"c":[["[Filtered]",1,2]],)"
      R"("d":["[Filtered]","x"]},"_meta":{"extra":{"a":{"0":{"1":{"":{"rem":[["@password:filter","s",)"
      R"(0,10]],"len":1}}}},"c":{"0":{"0":{"":{"rem":[["@password:filter","s",0,10]],"len":8}}}},)"
      R"("d":{"0":{"":{"rem":[["@password:filter","s",0,10]],"len":6}}}}}})");
}

TEST(ScrubEvent, TextsThatSayNothingStay) {
  const std::string event =
      R"({"extra":{"password":"null","secret":"","auth":"true","token":"undefined","a":{"passwd":false}}})";
  EXPECT_EQ(scrubbed({}, event), event);
}

TEST(ScrubEvent, PathsOfImagesKeepTheirLastPart) {
  const auto after = [](std::string_view rule) {
    const std::string rules = fmt::format(
        R"({{"applications":{{"debug_meta.images.*.code_file":["{}"],"$frame.abs_path":["{}"]}}}})",
        rule, rule);
    json::object event = parsed_object(
        R"({"debug_meta":{"images":[{"code_file":"/home/joe/app"},{"code_file":"joe"}]},
            "stacktrace":{"frames":[{"abs_path":"C:\\Users\\joe\\secret.dll"}]}})");
    scrub_document(event, CompiledRules(read_pii_config(rules)));
    event.erase("_meta");
    return written(event);
  };
  EXPECT_EQ(after("@anything:replace"),
            R"({"debug_meta":{"images":[{"code_file":"[Filtered]/app"},{"code_file":"joe"}]},)"
            R"("stacktrace":{"frames":[{"abs_path":"[Filtered]\\secret.dll"}]}})");
  EXPECT_EQ(after("@anything:remove"),
            R"({"debug_meta":{"images":[{"code_file":"app"},{"code_file":"joe"}]},)"
            R"("stacktrace":{"frames":[{"abs_path":"secret.dll"}]}})");
  EXPECT_EQ(after("@userpath:mask"),
            R"({"debug_meta":{"images":[{"code_file":"/home/***/app"},{"code_file":"joe"}]},)"
            R"("stacktrace":{"frames":[{"abs_path":"C:\\Users\\***\\secret.dll"}]}})");
}

TEST(ScrubEvent, OriginalsAreScrubbedToo) {
  EXPECT_EQ(
      scrubbed({}, R"({"extra":{"a":null,"secret":null,"c":null},"_meta":{"extra":{
      "a":{"":{"val":"x 4111111111111111"}},"secret":{"":{"err":["invalid_data"],"val":[1]}},
      "c":{"":{"val":{"password":"x","d":[1,"4111111111111111"]}}}}}})"),
      R"({"extra":{"a":null,"secret":null,"c":null},"_meta":{"extra":{"a":{"":{"val":"x [Filtered]"}},)"
      R"("secret":{"":{"err":["invalid_data"]}},"c":{"":{"val":{"password":"[Filtered]",)"
      R"("d":[1,"[Filtered]"]}}}}}})");
}

TEST(ScrubEvent, WhatErrorsSayWasThereIsScrubbedAsIfItWere) {
  EXPECT_EQ(
      scrubbed({.sensitive_fields = {"email"}},
               R"({"errors":[{"type":"invalid_data","name":"user.email","value":[1]},
                         {"type":"invalid_data","name":"x","value":"a"}]})"),
      R"({"errors":[{"type":"invalid_data","name":"user.email","value":null},)"
      R"({"type":"invalid_data","name":"x","value":"a"}],"_meta":{"errors":{"0":{"value":{"":{"rem":)"
      R"([["strip-fields","x"]]}}}}}})");
}

TEST(ScrubEvent, AHashedAddressIsTheUsersIdWhenNothingElseIs) {
  const std::string_view rules = R"({"applications":{"$user.ip_address":["@ip:hash"]}})";
  const std::string hashed = "AE12FE3B5F129B5CC4CDD2B136B7B7947C4D2741";
  EXPECT_EQ(scrubbed_by(rules, R"({"user":{"ip_address":"127.0.0.1","name":"x"}})"),
            R"({"user":{"name":"x","id":")" + hashed +
                R"("},"_meta":{"user":{"id":{"":{"rem":[["@ip:hash","p",)"
                R"(0,40]],"len":9}}}}})");
  EXPECT_EQ(scrubbed_by(rules, R"({"user":{"ip_address":"127.0.0.1","email":"a"}})"),
            R"({"user":{"ip_address":")" + hashed +
                R"(","email":"a"},"_meta":{"user":{"ip_address":{"":{"rem":)"
                R"([["@ip:hash","p",0,40]],"len":9}}}}})");
  EXPECT_EQ(
      scrubbed_by(R"({"applications":{"$user.ip_address":["@anything:remove"]}})",
                  R"({"user":{"ip_address":"127.0.0.1"}})"),
      R"({"user":{"ip_address":null},"_meta":{"user":{"ip_address":{"":{"rem":[["@anything:remove","x"]]}}}}})");
}

TEST(ScrubEvent, GraphqlVariablesAndWhatAnswersSayAboutThem) {
  EXPECT_EQ(
      scrubbed(
          {},
          R"({"request":{"api_target":"GraphQL","data":{"query":"q","variables":{"a":1,"b":{}}}},
      "contexts":{"response":{"type":"response","data":{"data":{"a":"x","c":"y","d":{"b":[1],"a":{"c":1}}}}}}})"),
      R"({"request":{"api_target":"GraphQL","data":{"query":"q","variables":{"a":"[Filtered]",)"
      R"("b":"[Filtered]"}}},"contexts":{"response":{"type":"response","data":{"data":{"a":"[Filtered]",)"
      R"("c":"y","d":{"b":"[Filtered]","a":{"c":1}}}}}}})");
  EXPECT_EQ(scrubbed({}, R"({"request":{"api_target":"graphql","data":{"query":"q"}},
      "contexts":{"response":{"type":"response","data":{"data":{"a":"x"}}}}})"),
            R"({"request":{"api_target":"graphql","data":{"query":"q"}},"contexts":{"response":)"
            R"({"type":"response","data":{}}}})");
  const std::string other = R"({"request":{"data":{"variables":{"a":1}}}})";
  EXPECT_EQ(scrubbed({}, other), other);
}

TEST(ScrubSpans, LooksAtTheirAttributes) {
  const ScrubConfig config(
      {}, read_pii_config(R"({"applications":{"$span.attributes.note.value":["@email"]}})"));
  EXPECT_EQ(
      scrub_spans(
          R"({"items":[{"name":"4111111111111111","attributes":{"a":{"type":"string","value":
                           "4111111111111111"},"note":{"value":"a@bc.de"}}}]})",
          config),
      R"({"items":[{"name":"4111111111111111","attributes":{"a":{"type":"string","value":"[Filtered]"},)"
      R"("note":{"value":"[email]"}}}]})");
  EXPECT_EQ(scrub_spans(R"({"items":[{"name":"x"}]})", config), std::nullopt);
  EXPECT_EQ(scrub_spans("{", config), std::nullopt);
}

TEST(ScrubEvent, KeysThatAreEmptyShareNoRanges) {
  const std::string after = scrubbed(
      {},
      R"({"extra":{"":{"":"4111111111111111","a":"x 4111111111111111","b":"4111111111111111"}}})");
  EXPECT_EQ(
      after,
      R"({"extra":{"":{"":"[Filtered]","a":"x [Filtered]","b":"[Filtered]"}},"_meta":{"extra":)"
      R"({"":{"rem":[["@creditcard:filter","x"]]}}}})");
}

// What may be anywhere in an event and must be nowhere after.

constexpr std::string_view kSecrets[] = {
    "4111111111111111",
    "DE89370400440532013000",
    "078-05-1120",
    "redis://joe:hunter22@host/",
    "Bearer hunter22",
    "my password hunter22",
    "token=hunter22",
    "secret hunter22",
    "-----BEGIN RSA PRIVATE KEY-----\nhunter22\n-----END RSA PRIVATE KEY-----"};
constexpr std::string_view kNeedles[] = {"4111111111111111", "DE89370400440532013000",
                                         "078-05-1120", "hunter22"};
constexpr std::string_view kKeys[] = {"a",      "password", "b c",          "data",
                                      "values", "0",        "Authorization"};

class Seeds {
 public:
  explicit Seeds(unsigned seed) : random_(seed) {}

  json::value value(int depth) {
    switch (number(depth > 0 ? 6 : 3)) {
      case 0:
        return json::string(secret());
      case 1:
        return number(1000);
      case 2:
        return json::string("harmless " + secret() + " text");
      case 3:
        return json::array{json::array{kKeys[number(std::size(kKeys))], value(depth - 1)}};
      case 4:
        return json::array{value(depth - 1), value(depth - 1), value(depth - 1)};
      default: {
        json::object object;
        for (std::size_t i = number(4); i > 0; --i)
          object[kKeys[number(std::size(kKeys))]] = value(depth - 1);
        return object;
      }
    }
  }
  json::object object() { return {{"o", value(4)}, {"p", value(3)}}; }

  json::object event() {
    json::object frame{{"function", "f"}, {"vars", object()}};
    json::object event{
        {"extra", object()},
        {"user", json::object{{"id", secret()}, {"name", secret()}, {"mine", value(3)}}},
        {"request", json::object{{"url", "http://x/"},
                                 {"data", value(3)},
                                 {"env", object()},
                                 {"headers", json::object{{"x-a", secret()}}},
                                 {"cookies", json::object{{"c", secret()}}}}},
        {"breadcrumbs", json::array{json::object{{"message", secret()}, {"data", object()}}}},
        {"exception",
         json::array{json::object{{"type", "E"},
                                  {"value", "v"},
                                  {"stacktrace", json::object{{"frames", json::array{frame}}}}}}},
        {"contexts", json::object{{"mine", object()}}},
    };
    return event;
  }

 private:
  std::size_t number(std::size_t below) { return random_() % below; }
  std::string secret() { return std::string(kSecrets[number(std::size(kSecrets))]); }

  std::mt19937 random_;
};

TEST(ScrubbedEvents, HoldNoSecretAndStayAsTheyAre) {
  NormalizeContext context;
  context.event_id = {1, 2};
  context.project = {7};
  context.received = from_unix_us(1'764'000'000'000'000);
  const ScrubConfig config({.scrub_ip_addresses = true, .sensitive_fields = {"mine"}}, {});
  for (unsigned seed = 0; seed < 300; ++seed) {
    json::object event = Seeds(seed).event();
    ASSERT_TRUE(normalize_event(event, context).has_value());
    scrub_event(event, config);
    const std::string once = written(event);
    for (const std::string_view needle : kNeedles) {
      ASSERT_EQ(once.find(needle), std::string::npos) << seed << ": " << once;
    }
    json::object again = parsed_object(once);
    scrub_event(again, config);
    ASSERT_EQ(json::value(again), json::value(parsed_object(once))) << seed;
  }
}

TEST(ScrubbedEvents, StayAsTheyAreByEveryMethod) {
  for (const char* method : {"replace", "mask", "hash", "remove"}) {
    const std::string rules = fmt::format(
        R"({{"rules":{{"p":{{"type":"pattern","pattern":"(h)armless|x+","replaceGroups":[0,1],
             "redaction":{{"method":"{0}"}}}}}},"applications":{{"$string":["@creditcard:{0}","@iban:{0}",
             "@password:{0}","@pemkey:{0}","@urlauth:{0}","@usssn:{0}","@ip:{0}"],"extra.**":["p"]}}}})",
        method);
    const CompiledRules compiled(read_pii_config(rules));
    for (unsigned seed = 0; seed < 50; ++seed) {
      json::object event{{"extra", Seeds(seed).object()}, {"server_name", "::1 ::2 10.0.0.1"}};
      scrub_document(event, compiled);
      json::object again = event;
      scrub_document(again, compiled);
      ASSERT_EQ(json::value(again), json::value(event)) << method << " " << seed;
    }
  }
}

}  // namespace
}  // namespace picket::domain::scrub
