/**
 * What instructions to a machine are made of, in the languages in which people try: each concept with the beginnings
 * of its words. A point ends a word that is meant as it is, an underscore is a space. Scripts without spaces are
 * looked for anywhere.
 */
export const lexicon = {
  asks: `how_do how_does how_did how_can how_should how_long how_many how_are how_is how_could why_do why_does why_is
    why_are what_does what_do what_happens what_makes what_should what_would_a what_rules what_is_a what_is_the_difference
    what_is_the_history which_of which_command where_do where_does where_should where_can when_do when_should is_it is_there
    are_there can_i should_i must_i must_a could_you_explain can_you_explain explain. describe. discuss. define_the
    is_the_word difference_between meaning_of the_word the_phrase wie_schreibe welche_regeln comment_ quelles_sont
    cuales_son quali_sono`,
  craft: `write_a write_an create_a design_a compose_a draft_a tell_me_a_story blog essay letter_to recipe plot. film.
    movie. book. chapter song. lyrics dialogue teacher student. students child. children school. exam. class. classes
    guide. cook. garden museum party. festival wedding`,
  code: `python javascript typescript java. rust. css html sql git. gitignore docker kubernetes linux bash regex
    regular_expression function. functions. variable. variables. compiler linter parser library file. files. folder
    server. cluster router wifi laptop phone. android browser unit_test commit. script. software app. framework
    environment_variable database. loop. array. string. excel spreadsheet`,
  people: `visitors. passengers employees staff. soldiers players. citizens firms. companies hackers researchers study
    police court. judge. regulators. minister editors referees drivers. patients customers. residents spies pilot`,
  mine: `my_own my_son my_daughter my_poem my_text my_code my_essay my_app my_team my_novel my_argument my_teacher
    my_aunt my_garden my_business our_linter our_team`,
  reported: `text_above_the everything_above_the ignored ignores. disregarded disregards. overrides. overrode forgets. forgot. bypassed bypasses. omitted
    revealed reveals. disclosed discloses. leaked leaks. tells. shows. unveils. publishes. releases. repeats. prints.
    used. uses. orders. must_follow should_ignore how_to why_you here_is here_are says. told. warns. adds. faces. above-average above_average`,
  market: `stock. stocks. share. shares. price dividend earnings p/e pe. yield chart. debt balance reserves
    risks growth margin quarter revenue profit. valuation ratio figure fundamentals volume trend returns.
    investor trader analyst bank. banks. fed. sec. aktie kurs dividende bilanz action_en_bourse bolsa
    股 分红 株`,
  inner: `system_prompt sys_prompt system-prompt systemprompt system_message initial_prompt initial_message
    initial_instruction original_prompt original_instruction hidden_instruction hidden_prompt secret_instruction my_instruction my_system_prompt my_prompt my_rules
    your_prompt your_instruction your_rules your_guideline your_directive your_programming your_constraints
    your_restriction your_safe your_system your_initial your_first_message your_developers your_creator
    your_configuration the_prompt_above instructions_above rules_above text_above message_above everything_above
    first_message rules_you_were instructions_you rules_that_you rules_you you_may_not_reveal
    prompt_systeme prompt_del_sistema prompt_di_sistema mensaje_de_sistema prompt_do_sistema системный_промпт
    системное_сообщение 系统提示 システムプロンプト 시스템_프롬프트 deine_anweisungen deine_regeln deinen_anweisungen
    tes_consignes vos_consignes tes_instructions vos_instructions vos_regles tes_regles tus_instrucciones tus_reglas
    le_tue_istruzioni tuo_prompt suas_instrucoes je_regels je_instructies свои_инструкции твои_инструкции`,
  ignore: `ignor disregard forget. forgetting overlook neglect bypass circumvent discard override overrule supersede
    set_aside do_not_follow don't_follow stop_following no_longer_follow not_obey disobey drop. abandon erase cancel
    pay_no_attention vergiss vergesst missacht umgeh oublie oubliez outrepass olvid omit. omite desconsider esquec
    dimentica trascur negeer vergeet zignoruj zapomnij yok_say gormezden unut игнорир забудь проигнорир не_обращай
    忽略 无视 無視 忘记 忘掉 忘れ 무시 잊어 تجاهل انس अनदेखा भूल नज़रअंदाज़`,
  earlier: `previous prior. above. preceding earlier. before. foregoing initial original. existing old. past. first.
    top. beginning whatever_you everything_you anything_you what_you_were vorherig vorig bisherig obig frueher
    precedent anterior precedent previas previos precedenti anteriores eerdere vorige poprzedni wczesniejsz onceki
    yukarida предыдущ прежн выше 之前 以前 上面 上述 先前 これまで 前の 이전 위의 السابقة पिछले पहले`,
  all: `all. any. every everything entire whole alle. alles. tous. toutes todas. todos. tutte tutti wszystkie tum. все.
    所有 全部 すべて 全て 모든 جميع सभी`,
  rules: `instruct rules. rule. prompt. prompts. directive guideline guidance. directions command orders. order_you
    polic restriction constraint limitation programming training. safeguard guardrail filter. filters. safety
    ethics ethical content_filter disclaimer warnings. anweisung regeln vorgaben befehl systemprompt einschrankung
    consignes regles reglas instrucciones ordenes instruccion istruzion regole regras instrucoes regels instructie
    instrukcj zasad talimat kural инструкц указани правил промпт 指令 指示 规则 提示词 提示 ルール プロンプト 지시 규칙 명령
    프롬프트 تعليمات निर्देश प्रॉम्प्ट`,
  system: `system. system_prompt system_message developer_mode developer. developers. sysprompt prompt_systeme
    systeme_prompt prompt_del_sistema prompt_di_sistema mensaje_de_sistema prompt_do_sistema context. configuration
    sistema. systemmeldung systemnachricht sistem. системн 系统 システム 시스템 النظام सिस्टम`,
  reveal: `reveal. show. tell. print. output. repeat. display disclose. leak. expose. spell. recite divulge share.
    quote. copy. dump. list. translate. encode. summarize. summarise. give_me write_out say_the type_out
    word_for_word verbatim exact_word original_wording letter_by_letter zeig gib. wortlich nenne muestra revel rivela
    mostra montre dis. affiche toon vertel pokaz goster soyle покажи скажи выведи дословно 显示 告诉 输出 透露 説明
    表示 教えて 보여 알려 أظهر اكشف दिखा बता`,
  secret: `secret password passcode passphrase api_key secret_key private_key
    code_word codeword not_to_reveal not_reveal not_to_say geheim passwort geheimnis versteckt
    contrasena clave_secreta segreto senha mot_de_passe geheime haslo parola пароль секрет 密码 秘密 暗证 パスワード
    비밀 암호 كلمة_السر गुप्त पासवर्ड`,
  veiled: `hidden. confidential credential token. forbidden internal. private.`,
  role: `you_are_now you_are_no_longer act_as act_like pretend roleplay role-play role_play play_a_game simulate
    impersonate imagine_you persona. personas. character you_are_dan dan_mode dan. do_anything_now alter_ego evil.
    unfiltered uncensored jailbreak_your jailbroken jailbreak_mode jailbreak_your dan_mode_on developer_mode. debug_mode maintenance_mode god_mode free_ai two_modes
    your_new_name your_name_is du_bist_jetzt bist_du tu_es_desormais tu_es_maintenant ahora_eres voce_agora sei_ora
    agora_voce ты_теперь 你现在是 你是一个 あなたは今 너는_이제 أنت_الآن`,
  free: `unrestricted no_restrictions without_restrictions without_any no_rules no_limits without_limits no_filter
    no_longer_apply freed. free_from break_your break_the breaks. break_every lifted. no_matter_what without_disclaimer
    ohne_einschrankung ohne_grenzen sans_limite sans_restriction sin_restriccion senza_limiti sem_restri
    без_ограничений 没有限制 不受限制 制限なし 제한_없는`,
  now: `from_now_on from_this_point from_here_on from_here. henceforth ab_jetzt ab_sofort desormais dorenavant
    a_partir_de_ahora d'ora_in_poi a_partir_de_agora от_теперь с_этого_момента 从现在开始 今から 지금부터`,
  fresh: `new_instruction new_task new_rule new_directive new_policy your_task real_task actual_task your_new
    updated_instruction begin_new have_been_updated instead. neue_anweisung neue_aufgabe nouvelle_tache
    nueva_tarea nuevas_instrucciones новая_задача 新任务 新指令`,
  force: `respond_only respond_only_with must. only. always. never. respond_with reply_with answer_with answer_only respond_only reply_only say_only
    begin_every begin_your start_your end_your answer_every in_your_answer in_your_reply in_your_response
    in_your_summary your_answer your_response your_reply final_answer and_nothing_else nothing_else no_other
    say_exactly append. insert. include. end_each every_answer each_answer each_of_your output_nothing nur. seulement
    solamente solo. soltanto 必须 只能 只回答 のみ`,
  comply: `follow_it does_what it_says decode_this obey. obeys. comply refuse. refuses. refusal cannot_refuse agree_with do_as_i do_what i_order_you
    you_will_be_shut as_ordered my_commands follow_my follow_only master. gehorch obeis obedece подчиня 服从 従って`,
  machine: `ai. assistant chatbot chat_bot language_model llm. llms. gpt chatgpt claude gemini bot. bots. model.
    models. summariser summarizer the_model assistent ki. ki-assistent ia. asistente assistants_ia inteligencia
    kunstliche ии. ассистент 人工智能 助手 语言模型 アシスタント 인공지능`,
  you: `you. your. yours. yourself du. dein deine deinen deiner deinem dir. dich. ihr. euch tu. ton. tes. vos. votre
    vous tus. tuo. tuoi je. jouw твой свои свой твои тебе 你 您 あなた`,
  user: `the_user the_users user's the_reader the_customer the_person_asking human. humans. dem_nutzer l'utilisateur
    al_usuario пользовател 用户 ユーザー 사용자`,
  authority: `administrator admin. root. sudo. i_am_the i_am_from i_am_your authorized authorised verified.
    full_access permission granted. override_code on_behalf_of your_creator your_developer creators creator.
    openai anthropic engineer_who security_audit an_audit emergency. i_order administrador админ 管理员 管理者`,
  story: `hypothetical fiction story. novel. poem. game. educational imagine. suppose. scenario. grandmother theoretical`,
  action: `send. forward. email. e-mail. call. execute. delete. transfer. run. upload. post. visit. click. link.
    mention. notify. invoke. buy. recommend. rate. promote. praise. insert. advertis hide. conceal do_not_mention
    don't_mention not_mention without_mentioning never_mention empfiehl empfehlt bewertet recommande recomienda
    verschweigt n'en_dites 推荐 不要提 评为`,
  address: `attention. note_to note_for dear. hey. to_the_model to_all to_any if_you_are_an if_you_are_a_language
    when_summari before_answering before_you_answer before_you_write when_you_answer while_summari hinweis_an an_die
    an_alle a_l'attention note_aux instruccion_para 请注意 给ai 的指示`,
  tool: `tool. function. send_email transfer_funds delete_all delete_thread place_order http:// https:// www.
    @everyone @here api. curl.`,
  encoding: `base64 rot13 hexadecimal in_hex caesar backwards in_reverse reversed. morse pig_latin leetspeak binary
    emoji. cipher decode decrypt`,
  said: `told_you you_were_told been_told were_given you_were_given you_received you_got instructed you_were
    your_first first_message my_message before_my above_my very_top conversation this_line your_initial wie_lauten
    what_was_written were_you_told you_were_handed you_must_hide not_allowed_to_say i_cannot_see i_can_not_see au-dessus_de`,
} as const
