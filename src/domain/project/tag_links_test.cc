#include "domain/project/tag_links.h"

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

namespace json = boost::json;

std::string flaw_of(std::string_view url) {
  return find_template_flaw(url).value_or("");
}

TEST(TagLinks, LeadToAddressesOfTheWeb) {
  for (const std::string_view good :
       {"https://logs.example.com/?q={value}", "http://10.0.0.7:5601/app/{value}/of/{value}",
        "HTTPS://logs.example.com/{value}", "https://logs.example.com?q={value}",
        "https://logs.example.com#{value}", "https://[::1]:3000/x/{value}",
        "https://logs.example.com/%7Bapp=%22shop%22%7D%7C={value}",
        "https://\xC3\xA4.example.com/{value}"}) {
    EXPECT_EQ(flaw_of(good), "") << good;
  }
}

TEST(TagLinks, RefuseWhatIsNoneWithAReason) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", "An address begins with"},
      {"javascript:alert({value})", "An address begins with"},
      {"data:text/html,{value}", "An address begins with"},
      {"//logs.example.com/{value}", "An address begins with"},
      {" https://logs.example.com/{value}", "An address begins with"},
      {"https:/logs.example.com/{value}", "An address begins with"},
      {"https:///{value}", "The address has no host"},
      {"https://:80/{value}", "The address has no host"},
      {"https://{value}", "The value cannot be a part of the host"},
      {"https://{value}.example.com/", "The value cannot be a part of the host"},
      {"https://logs.example.com{value}", "The value cannot be a part of the host"},
      {"https://good.example.com@evil.example.com/{value}", "An address has no user"},
      {"https://logs.example.com\\{value}", "An address has no white space"},
      {"https://logs.example.com/a b/{value}", "An address has no white space"},
      {"https://logs.exam\tple.com/{value}", "An address has no white space"},
      {"https://logs.example.com/", "Write {value}"},
      {"https://logs.example.com/{Value}", "Write {value}"},
      {"https://logs.example.com/{tag}/{value}", "Only {value}"},
      {"https://logs.example.com/{value}}", "Only {value}"},
      {"https://logs.example.com/{{value}", "Only {value}"},
  };
  for (const auto& [url, want] : cases) EXPECT_TRUE(flaw_of(url).starts_with(want)) << url;
}

TEST(TagLinks, HaveLimits) {
  const std::string start = "https://logs.example.com/{value}";
  EXPECT_EQ(flaw_of(start + std::string(kMaxTagLinkUrl - start.size(), 'a')), "");
  EXPECT_NE(flaw_of(start + std::string(kMaxTagLinkUrl - start.size() + 1, 'a')), "");
  json::object links;
  for (std::size_t i = 0; i < kMaxTagLinks; ++i) links["tag" + std::to_string(i)] = start;
  EXPECT_FALSE(find_tag_links_flaw(kTagLinks, links));
  links["one.more"] = start;
  EXPECT_EQ(find_tag_links_flaw(kTagLinks, links), "A project has at most 50 tag links.");
}

TEST(TagLinks, AreNamedWhereTheyAreWrong) {
  const auto flaw = [](json::object links) {
    return find_tag_links_flaw(kTagLinks, std::move(links)).value_or("");
  };
  const std::string good = "https://logs.example.com/{value}";
  EXPECT_EQ(flaw({{"correlation_id", good}, {"trace.id", "ftp://a/{value}"}}),
            "\"trace.id\": An address begins with https:// or http://.");
  EXPECT_EQ(flaw({{"a", 7}}), "\"a\": An address is a text.");
  EXPECT_EQ(flaw({{"", good}}), "\"\": A tag has a name.");
  EXPECT_EQ(flaw({{"a b", good}}),
            "\"a b\": A tag's name has no white space and no control characters.");
  EXPECT_EQ(flaw({{std::string(kMaxTagLinkName, 'a'), good}}), "");
  const std::string long_name(kMaxTagLinkName + 1, 'a');
  EXPECT_EQ(flaw({{long_name, good}}),
            "\"" + long_name.substr(0, 60) + "\": A tag's name has at most 200 bytes.");
}

TEST(TagLinks, AreTheOneSettingThatIsLookedAt) {
  EXPECT_FALSE(find_tag_links_flaw("highlightContext", json::object{{"", 7}}));
  EXPECT_FALSE(find_tag_links_flaw(kTagLinks, json::value("no object")));
}

}  // namespace
}  // namespace picket::domain
