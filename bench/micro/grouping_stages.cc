// Grouping of stack traces of 30 frames, by platform: which built-in rules an event meets depends
// on it.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "domain/grouping/grouping.h"
#include "domain/stack_rules/apply.h"
#include "domain/stack_rules/base.h"
#include "micro/measure.h"
#include "micro/stages.h"

namespace picket::micro {
namespace {

namespace json = boost::json;
namespace rules = domain::stack_rules;

constexpr std::size_t kFrames = 30;

struct Example {
  std::string_view platform;
  std::array<std::string_view, 5> functions;
  std::array<std::string_view, 5> modules;
  std::array<std::string_view, 5> paths;  ///< Of native code: the images.
};

constexpr Example kExamples[] = {
    {"python",
     {"get_response", "wrapped_view", "dispatch", "checkout", "charge_card"},
     {"django.core.handlers.base", "django.views.decorators.csrf", "shop.views", "shop.cart",
      "stripe.api_requestor"},
     {"/usr/lib/python3.11/site-packages/django/core/handlers/base.py",
      "/usr/lib/python3.11/site-packages/django/views/decorators/csrf.py", "/app/shop/views.py",
      "/app/shop/cart.py", "/usr/lib/python3.11/site-packages/stripe/api_requestor.py"}},
    {"javascript",
     {"renderWithHooks", "Cart.checkout", "onClick", "dispatchEvent", "Array.map"},
     {"react-dom", "app/cart", "app/button", "react-dom", "app/list"},
     {"webpack:///./node_modules/react-dom/cjs/react-dom.development.js",
      "webpack:///./src/components/cart.tsx", "https://shop.example/static/js/main.4f2a.chunk.js",
      "https://cdn.jsdelivr.net/npm/x@1/dist/x.min.js", "webpack:///./src/components/list.tsx"}},
    {"java",
     {"doFilter", "invoke", "run", "checkout", "lambda$charge$0"},
     {"org.apache.catalina.core.ApplicationFilterChain", "java.lang.reflect.Method",
      "java.lang.Thread", "com.example.shop.CartController", "com.example.shop.PaymentService"},
     {"ApplicationFilterChain.java", "Method.java", "Thread.java", "CartController.java",
      "PaymentService.java"}},
    {"native",
     {"__CFRunLoopRun", "std::vector<T>::push_back", "Cart::checkout", "objc_msgSend",
      "-[ShopDelegate pay:]"},
     {"", "", "", "", ""},
     {"/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation",
      "/usr/lib/libc++.1.dylib", "/var/containers/Bundle/Application/1F/Shop.app/Shop",
      "/usr/lib/libobjc.A.dylib", "/var/containers/Bundle/Application/1F/Shop.app/Shop"}},
};

json::object event_of(const Example& example) {
  const bool is_native = example.platform == "native";
  json::array frames;
  for (std::size_t i = 0; i < kFrames; ++i) {
    const std::size_t kind = i % example.functions.size();
    json::object frame{{"function", example.functions[kind]},
                       {"lineno", static_cast<std::int64_t>(i)},
                       {is_native ? "package" : "abs_path", example.paths[kind]},
                       {"in_app", kind > 1}};
    if (!is_native) frame["module"] = example.modules[kind];
    frames.push_back(std::move(frame));
  }
  return json::object{
      {"platform", example.platform},
      {"exception",
       json::object{{"values", json::array{json::object{
                                   {"type", "CheckoutError"},
                                   {"value", "card was declined"},
                                   {"stacktrace", json::object{{"frames", frames}}}}}}}}};
}

void group(benchmark::State& state, const Example& example) {
  const json::object event = event_of(example);
  for (auto _ : state) benchmark::DoNotOptimize(domain::group_event(event));
  set_per_event(state);
}

void apply(benchmark::State& state, const Example& example) {
  const bool is_native = example.platform == "native";
  std::vector<rules::FrameFacts> frames(kFrames);
  for (std::size_t i = 0; i < kFrames; ++i) {
    const std::size_t kind = i % example.functions.size();
    frames[i].family = rules::family_of(example.platform);
    frames[i].function = example.functions[kind];
    if (!is_native) frames[i].module = example.modules[kind];
    (is_native ? frames[i].package : frames[i].path) = example.paths[kind];
    frames[i].in_app = kind > 1;
  }
  const auto base = rules::built_in_rules(rules::Base::all_platforms_2026_01_20);
  const rules::RuleSet* const sets[] = {base.get()};
  std::vector<rules::FrameMarks> marks(kFrames);
  for (auto _ : state) benchmark::DoNotOptimize(rules::apply_rules(sets, {}, frames, marks));
  set_per_event(state);
}

void compile(benchmark::State& state) {
  const std::string_view text = rules::text_of(rules::Base::all_platforms_2026_01_20);
  for (auto _ : state) {
    benchmark::DoNotOptimize(rules::RuleSet::compile(text, rules::Origin::custom));
  }
}

}  // namespace

void add_grouping_stages() {
  for (const Example& example : kExamples) {
    const std::string name = "grouping/" + std::string(example.platform);
    add_stage(name, [&example](auto& state) { group(state, example); });
    add_stage(name + "_stack_rules", [&example](auto& state) { apply(state, example); });
  }
  add_stage("grouping/compile_stack_rules", compile);
}

}  // namespace picket::micro
