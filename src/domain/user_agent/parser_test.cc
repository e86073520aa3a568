#include "domain/user_agent/parser.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <re2/re2.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "domain/user_agent/atom_scan.h"
#include "domain/user_agent/pattern.h"

namespace picket::domain {
namespace {

struct Case {
  std::string_view header;
  std::string_view browser;
  std::string_view system;
  std::string_view device;
};

constexpr Case kCases[] = {
    {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
     "Chrome/74.0.3729.169 Safari/537.36",
     "Chrome 74.0.3729", "Windows 10", "//"},
    {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
     "Version/17.4.1 Safari/605.1.15",
     "Safari 17.4.1", "Mac OS X 10.15.7", "Mac/Apple/Mac"},
    {"Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0", "Firefox 125.0",
     "Linux ", "//"},
    {"Mozilla/5.0 (Linux; Android 4.0.4; Galaxy Nexus Build/IMM76B) AppleWebKit/535.19 (KHTML, "
     "like Gecko) Chrome/18.0.1025.133 Mobile Safari/535.19",
     "Chrome Mobile 18.0.1025", "Android 4.0.4", "Samsung Galaxy Nexus/Samsung/Galaxy Nexus"},
    {"Mozilla/5.0 (iPhone; CPU iPhone OS 12_1 like Mac OS X) - (-)", "Mobile Safari UI/WKWebView ",
     "iOS 12.1", "iPhone/Apple/iPhone"},
    {"Mozilla/5.0 (Linux; Android 11; foo g31(w)) AppleWebKit/537.36 (KHTML, like Gecko) "
     "Chrome/109.0.0.0 Mobile Safari/537.36",
     "Chrome Mobile 109.0.0", "Android 11", "foo g31(w)/Generic_Android/foo g31(w)"},
    {"Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)", "IE 9.0", "Windows 7",
     "//"},
    {"Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko", "IE 11.0",
     "Windows 10", "//"},
    {"Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) "
     "Chrome/27.0.1453.12 Safari/537.36 OPR/14.0.1116.4",
     "Opera 14.0.1116", "Windows 7", "//"},
    {"Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; en) Presto/2.8.119 Version/11.10",
     "Opera Mini 7.1.32052", " ", "Generic Feature Phone/Generic/Feature Phone"},
    {"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot 2.1",
     " ", "Spider/Spider/Desktop"},
    {"Mozilla/5.0 (PlayStation 4 3.11) AppleWebKit/537.73 (KHTML, like Gecko)", " ", " ",
     "PlayStation 4/Sony/PlayStation 4"},
    {"Dalvik/2.1.0 (Linux; U; Android 13; SM-S911B Build/TP1A.220624.014)", "Android 13",
     "Android 13", "Samsung SM-S911B/Samsung/SM-S911B"},
    {"python-requests/2.31.0", "Python Requests 2.31", " ", "//"},
    {"curl/7.88.1", "curl 7.88.1", " ", "//"},
    {"a dont no", " ", " ", "//"},
    {"", " ", " ", "//"},
};

std::string shown(const UserAgent::Product& product) {
  return product.family + " " + product.version();
}
std::string shown(const UserAgent::Device& device) {
  return device.family + "/" + device.brand + "/" + device.model;
}

TEST(UserAgentParser, ReadsBrowserSystemAndDevice) {
  UserAgentParser parser;
  for (const Case& each : kCases) {
    const auto agent = parser.read(each.header);
    EXPECT_EQ(shown(agent->browser), each.browser) << each.header;
    EXPECT_EQ(shown(agent->system), each.system) << each.header;
    EXPECT_EQ(shown(agent->device), each.device) << each.header;
  }
}

TEST(UserAgentParser, CompilesOnlyWhatAHeaderAsksFor) {
  UserAgentParser parser;
  EXPECT_EQ(parser.compiled(), 0U);
  parser.read(kCases[0].header);
  EXPECT_LE(parser.compiled(), 30U);
}

TEST(UserAgentParser, KeepsSoManyPatternsAndNoMore) {
  const user_agent::Patterns& patterns = user_agent::kPatterns;
  UserAgentParser parser;
  for (std::size_t i = 0; i + 3 < patterns.atoms.size(); i += 3) {
    std::string header;
    for (std::size_t j = 0; j < 3; ++j) {
      (header += ' ') += patterns.text + patterns.atoms[i + j];
    }
    parser.read(header);
    EXPECT_LE(parser.compiled(), UserAgentParser::kMaxCompiled);
  }
  EXPECT_EQ(parser.compiled(), UserAgentParser::kMaxCompiled);
  EXPECT_EQ(shown(parser.read(kCases[0].header)->browser), kCases[0].browser);
}

TEST(UserAgentParser, GivesUpOnAHeaderThatAsksForTooMany) {
  const user_agent::Patterns& patterns = user_agent::kPatterns;
  std::string header;
  for (const std::uint32_t atom : patterns.atoms) {
    if (std::string_view(patterns.text + atom).size() < 4) (header += patterns.text + atom) += '~';
  }
  UserAgentParser parser;
  parser.read(header);
  EXPECT_LE(parser.compiled(), static_cast<std::size_t>(UserAgentParser::kMaxAttempts));
}

TEST(UserAgentParser, LooksAtTheStartOfALongHeader) {
  UserAgentParser parser;
  const std::string chrome(kCases[0].header);
  EXPECT_EQ(shown(parser.read(chrome + std::string(1'000'000, ' '))->browser), kCases[0].browser);
  EXPECT_EQ(shown(parser.read(std::string(1000, ' ') + chrome)->browser), " ");
}

TEST(UserAgentParser, AnswersInUtf8) {
  UserAgentParser parser;
  const std::string chrome(kCases[3].header);
  for (const std::string_view name : {"\xC3\xA9t\xC3\xA9", "\xFF\xFE", "\xE2\x82"}) {
    std::string header = chrome;
    header.replace(header.find("Galaxy Nexus"), 12, name);
    const auto agent = parser.read(header);
    EXPECT_TRUE(is_valid_utf8(agent->device.family)) << header;
    EXPECT_TRUE(is_valid_utf8(agent->device.model)) << header;
  }
  EXPECT_EQ(parser.read("Mozilla/5.0 (Linux; Android 9; \xC3\xA9t\xC3\xA9 Build/1)")->device.model,
            "\xC3\xA9t\xC3\xA9");
}

/// Against all of the patterns: the literals never rule out one that matches.
TEST(UserAgentPatterns, MatchOnlyWhatHasTheirAtoms) {
  const user_agent::Patterns& patterns = user_agent::kPatterns;
  const user_agent::AtomScan scan(patterns);
  std::vector<std::vector<bool>> found;
  for (const Case& each : kCases) {
    std::string lower(each.header);
    std::transform(lower.begin(), lower.end(), lower.begin(), ascii::to_lower);
    found.push_back(scan.find(lower));
  }
  for (const auto list : {patterns.browsers, patterns.systems, patterns.devices}) {
    EXPECT_GT(list.size(), 150U);
    for (const user_agent::Pattern& pattern : list) {
      RE2::Options options;
      options.set_case_sensitive(!pattern.any_case);
      const RE2 expression(patterns.text + pattern.expression, options);
      ASSERT_TRUE(expression.ok()) << expression.pattern();
      for (std::size_t i = 0; i < std::size(kCases); ++i) {
        const std::string_view header = kCases[i].header;
        if (!RE2::PartialMatch({header.data(), header.size()}, expression)) continue;
        EXPECT_TRUE(user_agent::may_match(pattern, patterns, found[i]))
            << expression.pattern() << " on " << header;
      }
    }
  }
}

TEST(UserAgentVersion, EndsAtAnUnknownPart) {
  using Product = UserAgent::Product;
  EXPECT_EQ((Product{"x", "1", "2", "3"}).version(), "1.2.3");
  EXPECT_EQ((Product{"x", "1", "2", ""}).version(), "1.2");
  EXPECT_EQ((Product{"x", "1", "", "3"}).version(), "1");
  EXPECT_EQ((Product{"x", "", "2", "3"}).version(), "");
}

}  // namespace
}  // namespace picket::domain
