"""Which of llama.cpp's architectures keep what of a context; it reads no file.

From llama-arch.cpp, llama_model::create_memory and the architectures' load_arch_hparams of the release that
chatui is pinned to. What is in none of these sets is unknown: its cache has a rule of its own, or is newer.
"""

_PLAIN = """
afmoe apertus arcee arctic baichuan bailingmoe bailingmoe2 bitnet bloom chameleon chatglm codeshell cogvlm
cohere2 cohere2moe command-r dbrx deci deepseek deepseek2 deepseek2-ocr dots1 ernie4_5 ernie4_5-moe exaone
exaone-moe exaone4 falcon gemma gemma2 gemma3 gemma3n gemma4 glm4 glm4moe gpt-oss gpt2 gptneox granite
granite_swa granitemoe grok grovemoe hunyuan-dense hunyuan-moe hunyuan_vl hy_v3 internlm2 jais jais2 laguna
llama llama4 maincoder maple mellum mimo2 minicpm minicpm3 minimax-m2 mistral3 mistral4 mpt muse-glimmer
nemotron olmo olmo2 olmoe openelm orion paddleocr pangu-embedded phi2 phi3 phimoe plamo plamo3 plm qwen
qwen2 qwen2moe qwen2vl qwen3 qwen3moe qwen3vl qwen3vlmoe refact seed_oss smallthinker smollm3 spark2_5
stablelm starcoder starcoder2 step35 talkie xverse
"""

PLAIN = frozenset(_PLAIN.split())
"""Every layer keeps a key and a value of each token, or the one latent vector of MLA."""

INTERVAL_HYBRID = frozenset({"qwen3next", "qwen35", "qwen35moe"})
"""Every fourth layer, or what the file says, keeps keys and values; the others a state of fixed size."""

HEADLESS_HYBRID = frozenset({"granitehybrid", "jamba", "lfm2", "lfm2moe", "plamo2"})
"""A layer without key-value heads keeps a state of fixed size."""

FEED_FORWARD_HYBRID = frozenset({"nemotron_h", "nemotron_h_moe"})
"""The same, but a layer with a feed-forward part keeps nothing."""

BOTH = frozenset({"falcon-h1"})
"""Every layer keeps both."""

RECURRENT = frozenset({"mamba", "mamba2"})
"""Every layer keeps a state of fixed size, and no layer grows with the context."""

GEMMA_3N_KV_LAYERS = 20
"""The layers behind these use the keys and values of earlier ones (gemma3n.cpp, `n_layer_kv_from_start`)."""
