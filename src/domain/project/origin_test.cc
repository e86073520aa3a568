#include "domain/project/origin.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace picket::domain {
namespace {

namespace json = boost::json;

/// The lines of a vector file; empty, and the test skipped, where the shared folder is missing.
std::vector<json::value> read_vectors(const std::string& name) {
  std::ifstream file(std::string(PICKET_SHARED_DIR) + "/spec/data/relay/" + name);
  std::vector<json::value> vectors;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) vectors.push_back(json::parse(line));
  }
  return vectors;
}

std::optional<std::string> text_or_null(const json::value& value) {
  if (value.is_null()) return std::nullopt;
  return std::string(value.as_string());
}

std::string show(const std::optional<std::string>& part) {
  return part.value_or("(any)");
}

TEST(OriginPattern, ReadsRelaysVectors) {
  const auto vectors = read_vectors("origin_pattern_parse.jsonl");
  if (vectors.empty()) GTEST_SKIP() << "no vectors in " << PICKET_SHARED_DIR;
  for (const json::value& vector : vectors) {
    const std::string text(vector.at("input").as_string());
    const json::object& want = vector.at("expected").as_object();
    const OriginPattern pattern = parse_origin_pattern(text);
    EXPECT_EQ(show(pattern.scheme), show(text_or_null(want.at("scheme")))) << text;
    EXPECT_EQ(show(pattern.domain), show(text_or_null(want.at("domain")))) << text;
    EXPECT_EQ(show(pattern.port), show(text_or_null(want.at("port")))) << text;
  }
}

TEST(IsAllowed, AgreesWithRelaysVectors) {
  const auto vectors = read_vectors("filter_origins.jsonl");
  if (vectors.empty()) GTEST_SKIP() << "no vectors in " << PICKET_SHARED_DIR;
  for (const json::value& vector : vectors) {
    const json::object& input = vector.at("input").as_object();
    std::vector<std::string> patterns;
    for (const json::value& pattern : input.at("origins").as_array()) {
      patterns.emplace_back(pattern.as_string());
    }
    const auto origin = parse_origin(std::string(input.at("url").as_string()));
    ASSERT_TRUE(origin.has_value()) << vector.at("name");
    EXPECT_EQ(is_allowed(patterns, *origin), vector.at("expected").as_bool()) << vector.at("name");
  }
}

TEST(ParseOrigin, TakesTheOriginOfAnyWebUrl) {
  const auto origin = parse_origin("HTTPS://user:pw@Shop.Example.com:8443/cart?x=http://a/#top");
  ASSERT_TRUE(origin.has_value());
  EXPECT_EQ(origin->scheme, "https");
  EXPECT_EQ(origin->domain, "shop.example.com");
  EXPECT_EQ(show(origin->port), "8443");
  EXPECT_EQ(parse_origin("http://[::1]:81")->domain, "[::1]");
  EXPECT_EQ(show(parse_origin("http://[::1]:81")->port), "81");
  EXPECT_EQ(show(parse_origin("http://[::1]")->port), "(any)");
}

TEST(ParseOrigin, DropsTheSchemesOwnPort) {
  EXPECT_FALSE(parse_origin("http://a.io:80")->port.has_value());
  EXPECT_FALSE(parse_origin("https://a.io:443")->port.has_value());
  EXPECT_FALSE(parse_origin("https://a.io:")->port.has_value());
  EXPECT_EQ(show(parse_origin("https://a.io:80")->port), "80");
}

TEST(ParseOrigin, KnowsNothingElse) {
  for (const char* url : {"", "null", "a.io", "file:///tmp/x.html", "chrome-extension://abcdef",
                          "http://", "http:///x", "http://:80"}) {
    EXPECT_FALSE(parse_origin(url).has_value()) << url;
  }
}

TEST(IsAllowed, ComparesEveryPartThatThePatternSets) {
  const Origin origin = *parse_origin("https://www.example.com:8080");
  const auto allows = [&](const char* pattern) {
    const std::vector<std::string> patterns = {pattern};
    return is_allowed(patterns, origin);
  };
  EXPECT_TRUE(allows("*"));
  EXPECT_TRUE(allows("https://WWW.example.com:8080/ignored"));
  EXPECT_TRUE(allows("www.example.com"));
  EXPECT_TRUE(allows("*.example.com"));
  EXPECT_TRUE(allows("*:8080"));
  EXPECT_FALSE(allows("http://www.example.com"));
  EXPECT_FALSE(allows("*:8081"));
  EXPECT_FALSE(allows("www.example.com:443"));
  EXPECT_FALSE(allows("example.com"));
  EXPECT_FALSE(allows("*.example.org"));
  EXPECT_FALSE(allows(""));
  EXPECT_FALSE(is_allowed({}, origin));
}

TEST(IsAllowed, CountsTheDomainItselfAmongItsSubDomains) {
  const std::vector<std::string> patterns = {"*.example.com"};
  EXPECT_TRUE(is_allowed(patterns, *parse_origin("https://example.com")));
  EXPECT_FALSE(is_allowed(patterns, *parse_origin("https://badexample.com")));
}

}  // namespace
}  // namespace picket::domain
