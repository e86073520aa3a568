// Every rule type with every method, and every method at every form of selector.
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "domain/scrub/digest.h"
#include "domain/scrub/testing.h"

namespace picket::domain::scrub {
namespace {

struct Method {
  std::string_view name;
  std::string (*result)(std::string_view match);
};

const Method kMethods[] = {
    {"remove", [](std::string_view) { return std::string(); }},
    {"replace", [](std::string_view) { return std::string("[gone]"); }},
    {"mask", [](std::string_view match) { return std::string(match.size(), '*'); }},
    {"hash", [](std::string_view match) { return keyless_digest(match); }},
};

/// Matches `subject` in the value at /extra/a/0/'b c' of the event below.
constexpr std::string_view kForms[] = {
    "'b c'",
    "a.0.'b c'",
    "extra.*.*.'b c'",
    "a.**",
    "**",
    "extra.**.'b c'",
    "$string",
    "$array.*.$string",
    "$object.'b c'",
    "extra.a.0.*",
    "'b c' && $string",
    "nothing || 'b c'",
    "!nothing",
    "!(nothing || other) & $string",
    "~other & ('b c' | $number)",
};
constexpr std::string_view kElsewhere[] = {"c",       "a.1.'b c'", "'b c'.**",
                                           "$number", "$user.**",  "!**"};

std::string rules_at(std::string_view selector, std::string_view rule) {
  return fmt::format(R"({{"rules":{{"r":{}}},"applications":{{"{}":["r"]}}}})", rule, selector);
}

std::string value_after(std::string_view selector, std::string_view rule) {
  boost::json::object event =
      parsed_object(R"({"extra":{"a":[{"b c":"to joe@example.com, now"}]}})");
  scrub_document(event, CompiledRules(read_pii_config(rules_at(selector, rule))));
  const boost::json::value& after = event.at("extra").at("a").at(0).at("b c");
  return after.is_string() ? std::string(after.as_string()) : "null";
}

TEST(EachMethod, AtEachFormOfSelector) {
  for (const std::string_view selector : kForms) {
    for (const Method& method : kMethods) {
      const std::string rule = fmt::format(
          R"({{"type":"email","redaction":{{"method":"{}","text":"[gone]"}}}})", method.name);
      EXPECT_EQ(value_after(selector, rule), "to " + method.result("joe@example.com") + ", now")
          << selector << " " << method.name;
    }
  }
}

TEST(EachMethod, IsNotAppliedElsewhere) {
  for (const std::string_view selector : kElsewhere) {
    for (const Method& method : kMethods) {
      const std::string rule =
          fmt::format(R"({{"type":"email","redaction":{{"method":"{}"}}}})", method.name);
      EXPECT_EQ(value_after(selector, rule), "to joe@example.com, now") << selector;
    }
  }
}

TEST(Redaction, RemovesWhenThereIsNone) {
  EXPECT_EQ(value_after("$string", R"({"type":"email"})"), "to , now");
  EXPECT_EQ(value_after("$string", R"({"type":"email","redaction":{"method":"default"}})"),
            "to , now");
  EXPECT_EQ(value_after("$string", R"({"type":"email","redaction":{"method":"replace"}})"),
            "to [Filtered], now");
}

TEST(Redaction, DoesNothingByAMethodOfALaterVersion) {
  EXPECT_EQ(value_after("$string", R"({"type":"email","redaction":{"method":"encrypt"}})"),
            "to joe@example.com, now");
  EXPECT_EQ(value_after("$string", R"({"type":"anything","redaction":{"method":"encrypt"}})"),
            "to joe@example.com, now");
}

/// A text, and what of it the rules of a type find.
struct TypeCase {
  std::string_view type;  ///< In JSON.
  std::string_view id;    ///< Of the builtin rules.
  std::string_view before;
  std::string_view match;
  std::string_view after;
};

constexpr TypeCase kTypes[] = {
    {"imei", "@imei", "id ", "35-693803-564380-9", "."},
    {"mac", "@mac", "ether ", "4a:00:04:10:9b:50", " up"},
    {"uuid", "@uuid", "", "ceee0822-ed8f-4622-b2a3-789e73e75cd1", ""},
    {"email", "@email", "<", "john.o'neil+x@mail.example.com", ">"},
    {"ip", "@ip", "from ", "192.168.0.255", ":80"},
    {"ip", "@ip", "[", "2001:db8::7334", "]"},
    {"ip", "@ip", "", "fe80::1", ""},
    {"creditcard", "@creditcard", "card ", "4111 1111 1111 1111", "!"},
    {"creditcard", "@creditcard", "", "378282246310005", ""},
    {"creditcard", "@creditcard", "", "5500-0000-0000-0004", ""},
    {"iban", "@iban", "some iban: ", "DE89370400440532013000", "!"},
    {"userpath", "@userpath", "File in /Users/", "mitsuhiko", "/x"},
    {"userpath", "@userpath", "C:\\Documents and Settings\\", "joe", "\\x"},
    {"pemkey", "@pemkey", "-----BEGIN EC PRIVATE KEY-----\n", "abc\ndef",
     "\n-----END EC PRIVATE KEY-----"},
    {"url_auth", "@urlauth", "https://", "user:pass", "@example.com/"},
    {"us_ssn", "@usssn", "SSN ", "078-05-1120", ""},
    {"bearer", "@bearer", "with ", "Bearer abc.def", " and"},
};

std::string in_json(std::string_view text) {
  std::string out;
  protocol::write_json_string(text, out);
  return out;
}

TEST(EachType, ByEachMethod) {
  for (const TypeCase& each : kTypes) {
    const std::string event = fmt::format(
        R"({{"extra":{{"a":{}}}}})",
        in_json(std::string(each.before) + std::string(each.match) + std::string(each.after)));
    for (const Method& method : kMethods) {
      const std::string rule =
          fmt::format(R"({{"type":"{}","redaction":{{"method":"{}","text":"[gone]"}}}})", each.type,
                      method.name);
      boost::json::object document = parsed_object(event);
      scrub_document(document, CompiledRules(read_pii_config(rules_at("$string", rule))));
      const std::string want =
          std::string(each.before) + method.result(each.match) + std::string(each.after);
      EXPECT_EQ(document.at("extra").at("a").as_string(), want) << each.type << " " << method.name;
    }
  }
}

TEST(EachBuiltinRule, ByEachMethod) {
  for (const TypeCase& each : kTypes) {
    const std::string text =
        std::string(each.before) + std::string(each.match) + std::string(each.after);
    for (const Method& method : kMethods) {
      if (method.name == "replace") continue;
      const bool hashes = method.name == "mask" && each.type == "imei";
      const std::string result = hashes ? keyless_digest(each.match) : method.result(each.match);
      EXPECT_EQ(text_after(fmt::format("{}:{}", each.id, method.name), text),
                std::string(each.before) + result + std::string(each.after))
          << each.id << method.name;
    }
  }
}

TEST(EachBuiltinRule, HasAUsualMethodAndAText) {
  EXPECT_EQ(text_after("@email", "joe@example.com"), "[email]");
  EXPECT_EQ(text_after("@ip", "127.0.0.1"), "[ip]");
  EXPECT_EQ(text_after("@imei", "356938035643809"), "[imei]");
  EXPECT_EQ(text_after("@mac", "4a:00:04:10:9b:50"), "*****************");
  EXPECT_EQ(text_after("@mac:replace", "4a:00:04:10:9b:50"), "[mac]");
  EXPECT_EQ(text_after("@uuid:replace", "ceee0822-ed8f-4622-b2a3-789e73e75cd1"), "[uuid]");
  EXPECT_EQ(text_after("@iban", "DE89370400440532013000"), "[iban]");
  EXPECT_EQ(text_after("@creditcard", "4111111111111111"), "[creditcard]");
  EXPECT_EQ(text_after("@urlauth", "x://a:b@c"), "x://[auth]@c");
  EXPECT_EQ(text_after("@urlauth:legacy", "x://a:b@c"), "x://a:[Filtered]@c");
  EXPECT_EQ(text_after("@usssn", "078-05-1120"), "***********");
  EXPECT_EQ(text_after("@userpath", "/home/joe/x"), "/home/[user]/x");
  EXPECT_EQ(text_after("@bearer", "a bearer b"), "a Bearer [token]");
  EXPECT_EQ(text_after("@anything", "x"), "[Filtered]");
  EXPECT_EQ(text_after("@anything:remove", "x"), "null");
  EXPECT_EQ(text_after("@anything:hash", "x"), keyless_digest("x"));
  EXPECT_EQ(text_after("@anything:mask", "xy"), "**");
  for (const char* id : {"@nothing", "@ip:filter", "@ip:other", "ip", "", "@", "@common:remove"}) {
    EXPECT_FALSE(builtin_rule(id).has_value()) << id;
  }
}

TEST(Password, LooksAtKeyAndValue) {
  const auto after = [](std::string_view rule, std::string_view event) {
    boost::json::object document{{"extra", parsed_object(event)}};
    PiiConfig config;
    config.applications[parse_selector("**").value()] = {std::string(rule)};
    scrub_document(document, CompiledRules(config));
    document.erase("_meta");
    return written(document.at("extra").as_object());
  };
  EXPECT_EQ(after("@password:filter", R"({"my_Password":"x","b":"no"})"),
            R"({"my_Password":"[Filtered]","b":"no"})");
  EXPECT_EQ(after("@password:filter", R"({"a":"my secret is"})"), R"({"a":"[Filtered]"})");
  EXPECT_EQ(after("@password:filter", R"({"token":"x","a":"the token","b":"token=x"})"),
            R"({"token":"[Filtered]","a":"the token","b":"[Filtered]"})");
  EXPECT_EQ(after("@password:filter", R"({"otp":"1","option":"1","Two-Factor":"1"})"),
            R"({"otp":"[Filtered]","option":"1","Two-Factor":"[Filtered]"})");
  EXPECT_EQ(after("@password:filter", R"({"a":"with Bearer abc"})"), R"({"a":"with [Filtered]"})");
  EXPECT_EQ(after("@password:filter", R"({"auth":[1],"secret":{"a":1},"passwd":1,"api_key":true})"),
            R"({"auth":null,"secret":null,"passwd":null,"api_key":true})");
  EXPECT_EQ(after("@password", R"({"password":"x","a":"secret","b":"c"})"),
            R"({"password":null,"a":"","b":"c"})");
  EXPECT_EQ(after("@password:replace", R"({"password":"x"})"), R"({"password":"[password]"})");
  EXPECT_EQ(after("@password:mask", R"({"password":"xyz"})"), R"({"password":"***"})");
}

TEST(RedactPair, LooksAtKeyAndValue) {
  const std::string_view rules =
      R"({"rules":{"r":{"type":"redactPair","keyPattern":"^(?i)pin$","redaction":{"method":"mask"}}},
          "applications":{"**":["r"]}})";
  EXPECT_EQ(
      scrubbed_by(rules, R"({"extra":{"PIN":"1234","spin":"1234","a":"pin","b":[["pin","1"]]}})"),
      R"({"extra":{"PIN":"****","spin":"1234","a":"***","b":[["pin","*"]]},"_meta":{"extra":{)"
      R"("PIN":{"":{"rem":[["r","m",0,4]],"len":4}},"a":{"":{"rem":[["r","m",0,3]],"len":3}},)"
      R"("b":{"0":{"1":{"":{"rem":[["r","m",0,1]],"len":1}}}}}}})");
}

TEST(Pattern, ReplacesGroups) {
  const std::string_view rules =
      R"~({"rules":{"r":{"type":"pattern","pattern":"(user) ([a-z]+) from (\\d+)","replaceGroups":[2,3],
          "redaction":{"method":"replace","text":"#"}}},"applications":{"$string":["r"]}})~";
  EXPECT_EQ(scrubbed_by(rules, R"({"extra":{"a":"user joe from 12"}})"),
            R"({"extra":{"a":"user # from #"},"_meta":{"extra":{"a":{"":{"rem":[["r","s",5,6],)"
            R"(["r","s",12,13]],"len":16}}}}})");
}

TEST(Ip, AddressesNextToEachOther) {
  EXPECT_EQ(text_after("@ip", "::1 ::2 10.0.0.1,10.0.0.2 ::3"), "[ip] [ip] [ip],[ip] [ip]");
  EXPECT_EQ(text_after("@ip", "version 1.2.3 at 10:20:30"), "version 1.2.3 at 10:20:30");
  EXPECT_EQ(text_after("@ip", "foo::1"), "foo::1");
}

}  // namespace
}  // namespace picket::domain::scrub
