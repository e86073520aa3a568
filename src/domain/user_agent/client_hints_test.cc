#include "domain/user_agent/client_hints.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

std::string browser(std::string_view brands) {
  ClientHints hints;
  hints.brands = brands;
  const auto found = hinted_browser(hints);
  return found ? found->name + "/" + found->version : "none";
}

TEST(ClientHints, NameTheBrowserAmongDecoysAndEngines) {
  EXPECT_EQ(browser(R"("Not_A Brand";v="99", "Google Chrome";v="109", "Chromium";v="109")"),
            "Google Chrome/109");
  EXPECT_EQ(browser(R"("Chromium";v="108", "Opera";v="94", "Not)A;Brand";v="99")"), "Opera/94");
  EXPECT_EQ(browser(R"("weird browser";v="1")"), "weird browser/1");
  EXPECT_EQ(browser(R"("Not_A Brand";v="99", "Chromium";v="108")"), "none");
  EXPECT_EQ(browser(R"("Not_A Brand";v="99", " ";v="109", "Edge";v="1")"), "none");
  EXPECT_EQ(browser(R"("A";v="", "Edge";v="1")"), "none");
  EXPECT_EQ(browser(R"(nonsense, "Edge";v="1")"), "none");
  EXPECT_EQ(browser(R"(x"a";v="b)"), "none");
  EXPECT_EQ(browser(""), "none");
}

TEST(ClientHints, NameSystemAndModelWithoutQuotes) {
  ClientHints hints;
  EXPECT_FALSE(hinted_system(hints));
  EXPECT_EQ(hinted_model(hints), "");
  hints.platform = " \"macOS\" ";
  EXPECT_EQ(hinted_system(hints)->name, "macOS");
  EXPECT_EQ(hinted_system(hints)->version, "");
  hints.platform_version = "\"13.1.0\"";
  EXPECT_EQ(hinted_system(hints)->version, "13.1.0");
  hints.platform = "\"\"";
  EXPECT_FALSE(hinted_system(hints));
  hints.model = "   \"moto g31(w)\"";
  EXPECT_EQ(hinted_model(hints), "moto g31(w)");
}

TEST(ClientHints, AreKnownByHeadersInAnyCase) {
  ClientHints hints;
  EXPECT_EQ(hints.find("user-agent"), &hints.user_agent);
  EXPECT_EQ(hints.find("Sec-Ch-Ua"), &hints.brands);
  EXPECT_EQ(hints.find("sec-ch-ua-model"), &hints.model);
  EXPECT_EQ(hints.find("SEC-CH-UA-PLATFORM"), &hints.platform);
  EXPECT_EQ(hints.find("Sec-CH-UA-Platform-Version"), &hints.platform_version);
  EXPECT_EQ(hints.find("Sec-CH-UA-Mobile"), nullptr);
}

}  // namespace
}  // namespace picket::domain
