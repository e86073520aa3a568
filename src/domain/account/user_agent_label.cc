#include "domain/account/user_agent_label.h"

#include <array>
#include <span>

namespace picket::domain::account {
namespace {

/// Browsers send 80 to 300 bytes.
constexpr std::size_t kLookedAt = 512;

struct Mark {
  std::string_view text;
  std::string_view name;
};

/// Of those that are all there the first one counts: most browsers also claim to be Chrome, Chrome
/// claims to be Safari, and everything claims to be Mozilla.
constexpr auto kBrowsers = std::to_array<Mark>({
    {"sentry-cli/", "sentry-cli"},
    {"curl/", "curl"},
    {"Wget/", "Wget"},
    {"python-requests/", "Python"},
    {"python-httpx/", "Python"},
    {"Python-urllib/", "Python"},
    {"Go-http-client/", "Go program"},
    {"okhttp/", "OkHttp"},
    {"PostmanRuntime/", "Postman"},
    {"Edg/", "Edge"},
    {"EdgA/", "Edge"},
    {"EdgiOS/", "Edge"},
    {"Edge/", "Edge"},
    {"OPR/", "Opera"},
    {"OPT/", "Opera"},
    {"Vivaldi/", "Vivaldi"},
    {"SamsungBrowser/", "Samsung Internet"},
    {"YaBrowser/", "Yandex Browser"},
    {"DuckDuckGo/", "DuckDuckGo"},
    {"HeadlessChrome/", "Headless Chrome"},
    {"FxiOS/", "Firefox"},
    {"Firefox/", "Firefox"},
    {"CriOS/", "Chrome"},
    {"Chromium/", "Chromium"},
    {"Chrome/", "Chrome"},
    {"Trident/", "Internet Explorer"},
    {"MSIE ", "Internet Explorer"},
    {"Safari/", "Safari"},
});

/// Phones come first, as they claim to be a computer's system too.
constexpr auto kSystems = std::to_array<Mark>({
    {"iPhone", "iPhone"},
    {"iPad", "iPad"},
    {"Android", "Android"},
    {"Windows", "Windows"},
    {"CrOS", "ChromeOS"},
    {"Macintosh", "macOS"},
    {"Mac OS X", "macOS"},
    {"FreeBSD", "FreeBSD"},
    {"OpenBSD", "OpenBSD"},
    {"Linux", "Linux"},
    {"X11", "Unix"},
});

std::string_view find(std::span<const Mark> marks, std::string_view text) noexcept {
  for (const Mark& mark : marks) {
    if (text.find(mark.text) != std::string_view::npos) return mark.name;
  }
  return {};
}

}  // namespace

std::string user_agent_label(std::string_view user_agent) {
  const std::string_view text = user_agent.substr(0, kLookedAt);
  const std::string_view browser = find(kBrowsers, text);
  const std::string_view system = find(kSystems, text);
  std::string label(browser.empty() ? "Unknown browser" : browser);
  if (!system.empty()) label.append(" on ").append(system);
  return label;
}

}  // namespace picket::domain::account
