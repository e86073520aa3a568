#include "domain/scrub/settings.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/scrub/testing.h"

namespace picket::domain::scrub {
namespace {

/// Without `_meta`.
std::string values_after(const DataScrubbing& settings, std::string_view event) {
  boost::json::object document = parsed_object(event);
  scrub_event(document, ScrubConfig(settings, {}));
  document.erase("_meta");
  return written(document);
}

TEST(Settings, ScrubByDefault) {
  EXPECT_EQ(
      values_after({}, R"({"extra":{"password":"x","card":"4111111111111111","ip":"10.0.0.1"}})"),
      R"({"extra":{"password":"[Filtered]","card":"[Filtered]","ip":"10.0.0.1"}})");
}

TEST(Settings, CanBeOff) {
  const std::string event =
      R"({"extra":{"password":"4111111111111111"},"user":{"ip_address":"10.0.0.1"}})";
  EXPECT_EQ(values_after({.scrub_data = false}, event), event);
  EXPECT_EQ(values_after({.scrub_data = true, .scrub_defaults = false}, event), event);
  EXPECT_TRUE(ScrubConfig({.scrub_data = false}, {}).is_off());
}

TEST(Settings, AddressesWhereTheyAreAndInTexts) {
  const DataScrubbing settings{.scrub_data = false, .scrub_ip_addresses = true};
  EXPECT_EQ(
      values_after(settings,
                   R"({"user":{"ip_address":"10.0.0.1","id":"1"},"extra":{"a":"by 10.0.0.1"},
      "sdk":{"client_ip":"::1"},"request":{"env":{"REMOTE_ADDR":"x"},"headers":[["User-Agent","v 1.2.3.4"]]},
      "spans":[{"sentry_tags":{"user.ip":"10.0.0.1"}}]})"),
      R"({"user":{"ip_address":null,"id":"1"},"extra":{"a":"by [ip]"},"sdk":{"client_ip":null},)"
      R"("request":{"env":{"REMOTE_ADDR":null},"headers":[["User-Agent","v 1.2.3.4"]]},)"
      R"("spans":[{"sentry_tags":{"user.ip":null}}]})");
}

TEST(Settings, SensitiveFieldsArePartsOfKeysInAnyCase) {
  const DataScrubbing settings{.scrub_defaults = false,
                               .sensitive_fields = {" Stuff ", "", "a.b",
                                                    "\xC3\xBC"
                                                    "ber"}};
  EXPECT_EQ(
      values_after(settings,
                   "{\"extra\":{\"mySTUFF2\":\"1\",\"a.b\":\"1\",\"aXb\":\"1\",\"\xC3\x9C"
                   "BER\":\"1\",\"n\":{\"stuff\":[1]}}}"),
      "{\"extra\":{\"mySTUFF2\":\"[Filtered]\",\"a.b\":\"[Filtered]\",\"aXb\":\"1\",\"\xC3\x9C"
      "BER\":\"[Filtered]\",\"n\":{\"stuff\":null}}}");
  EXPECT_EQ(
      values_after({.scrub_data = false, .sensitive_fields = {"a"}}, R"({"extra":{"a":"1"}})"),
      R"({"extra":{"a":"1"}})");
}

TEST(Settings, SafeFieldsAreSelectorsOrKeys) {
  const std::string_view event =
      R"({"extra":{"token":"1","a b":"4111111111111111","c":{"secret":"1"}}})";
  EXPECT_EQ(values_after({.safe_fields = {"token", "a b"}}, event),
            R"({"extra":{"token":"1","a b":"4111111111111111","c":{"secret":"[Filtered]"}}})");
  EXPECT_EQ(values_after({.safe_fields = {"c.**", " "}}, event),
            R"({"extra":{"token":"[Filtered]","a b":"[Filtered]","c":{"secret":"1"}}})");
}

TEST(Settings, MessagesKeepWhatIsNoSecret) {
  EXPECT_EQ(
      values_after({}, R"({"logentry":{"formatted":"password of a@bc.de: 4111111111111111",
                                "params":["secret"]}})"),
      R"({"logentry":{"formatted":"password of [email]: [creditcard]","params":["[Filtered]"]}})");
  EXPECT_EQ(values_after({.safe_fields = {"$logentry.formatted"}},
                         R"({"logentry":{"formatted":"a@bc.de"}})"),
            R"({"logentry":{"formatted":"a@bc.de"}})");
}

TEST(Settings, KeepWhatAnEventIsOfNoUseWithout) {
  const std::string event =
      R"({"exception":{"values":[{"type":"password","value":"wrong password"}]},)"
      R"("debug_meta":{"images":[{"code_file":"/token/secret"}]},"release":"secret@1"})";
  EXPECT_EQ(values_after({}, event), event);
}

TEST(MergeRules, AppliesThoseOfTheOrganizationFirst) {
  const PiiConfig organization = read_pii_config(
      R"({"rules":{"0":{"type":"pattern","pattern":"mysecret","redaction":{"method":"mask"}},
          "m":{"type":"multiple","rules":["0","@ip"]}},"applications":{"$string":["m"]}})");
  const PiiConfig project = read_pii_config(
      R"({"rules":{"0":{"type":"pattern","pattern":"my","redaction":{"method":"remove"}}},
          "applications":{"$string":["0","@email"]}})");
  boost::json::object event = parsed_object(R"({"extra":{"a":"mysecret my 10.0.0.1 a@bc.de"}})");
  scrub_event(event, ScrubConfig({.scrub_data = false}, merge_rules(organization, project)));
  EXPECT_EQ(
      written(event),
      R"({"extra":{"a":"********  [ip] [email]"},"_meta":{"extra":{"a":{"":{"rem":[)"
      R"(["organization:0","m",0,8],["project:0","x",9,9],["@ip","s",10,14],["@email","s",15,22]],)"
      R"("len":28}}}}})");
}

}  // namespace
}  // namespace picket::domain::scrub
