#include "domain/filter/web_crawlers.h"

#include <string>
#include <vector>

#include "domain/filter/glob_set.h"
#include "domain/filter/phrases.h"

namespace picket::domain::filter {
namespace {

constexpr std::string_view kCrawlers[] = {
    "Mediapartners-Google",
    "AdsBot-Google",
    "Googlebot",
    "FeedFetcher-Google",
    "Storebot-Google",
    "BingBot",
    "BingPreview",
    "Baiduspider",
    "Slurp",
    "Sogou",
    "facebook",
    "meta-",
    "ia_archiver",
    "Slack",
    "Calypso AppCrawler",
    "pingdom",
    "lyticsbot",
    "AWS Security Scanner",
    "HubSpot Crawler",
    "Bytespider",
    "Better Uptime",
    "Cloudflare-Healthchecks",
    "GTmetrix",
    "BrightEdgeOnCrawl",
    "ELB-HealthChecker",
    "naver?me/spd",
    "ClaudeBot",
    "CCBot",
    "OAI-SearchBot",
    "GPTBot",
    "PerplexityBot",
    "Applebot",
    "DuckDuckBot",
};

constexpr std::string_view kWanted[] = {"Slackbot 1.[0-9]", "SentryUptimeBot", "ChatGPT-User"};

/// "bot/", "spider;": the generic names count only with something behind them.
GlobSet generic_names() {
  std::string end(kWhiteSpaceClass);
  end.insert(1, "/);");
  const std::vector<std::string> patterns = {"*bot" + end + "*", "*bots" + end + "*",
                                             "*spider" + end + "*"};
  return GlobSet(patterns);
}

}  // namespace

bool is_web_crawler(std::string_view user_agent) {
  static const GlobSet crawlers = phrases(kCrawlers);
  static const GlobSet generic = generic_names();
  static const GlobSet wanted = phrases(kWanted);
  if (user_agent.empty()) return false;
  const GlobText text(user_agent);
  return (crawlers.matches(text) || generic.matches(text)) && !wanted.matches(text);
}

}  // namespace picket::domain::filter
